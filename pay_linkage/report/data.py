"""What a report shows, as its caller calculates it: frames and plain values. Exact decimals stay decimals.

Every frame of units, groups and scopes has ``category`` where rows belong to one; ``units`` is a list of unit_ids that
a row speaks of, by which the page filters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import polars as pl

from contracts.words import Words

Severity = Literal["stop", "look", "note"]


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the run is and what it was made from; nothing of when or by whom, so that its report stays the same."""

    run_id: str
    cycle: int
    scheme: str
    title: Words
    scheme_sha256: str
    version: str
    parent: str | None
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Totals:
    """The control totals that payroll checks its import against, and the number of units."""

    people: int
    lines: int
    amount: Decimal
    held: Decimal
    units: int


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at: ``code`` names its text, ``blanks`` fill it, ``severity`` says how much it matters."""

    code: str
    severity: Severity
    blanks: Mapping[str, Words | str | int]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the chain: its key, how many it has made, and further counts, their keys named as ``named_by`` says."""

    key: str
    count: int
    facts: Mapping[str, int]
    named_by: Literal["facts", "tables", "grades", "individual_grades"] = "facts"


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called: categories in their order, units (all of them), unit grades, bands of the rating,
    individual grades best first, event codes; people only where the report may name them.
    """

    categories: Mapping[str, Words]
    units: Mapping[str, Words]
    grades: Mapping[str, Words]
    bands: Mapping[str, Words]
    individual_grades: Mapping[str, Words]
    events: Mapping[str, Words]
    persons: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of a section that are shown, and how many there are in all."""

    rows: pl.DataFrame
    total: int

    @property
    def left_out(self) -> int:
        """How many rows are in the run's tables only."""
        return self.total - self.rows.height


@dataclass(frozen=True, slots=True)
class Pools:
    """Each scope's money. ``rows``: scope_id, people, pool, asked, paid, scale, together (how many small ones are
    summed up in the row, else null); ``mode`` and ``scope`` as in the scheme.
    """

    shown: Shown
    mode: str
    scope: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved since the parent run: units, people, money and corrections as a comparison has them."""

    parent: str
    units: Shown
    people: Shown
    money: Mapping[str, tuple[int, Decimal]]
    corrections: Shown


@dataclass(frozen=True, slots=True)
class ReportData:
    """A whole report.

    ``units``: unit_results with unit_name, unscaled_sum, scaled_sum, effect, people. ``rated``: categories whose units
    have a coefficient. ``grade_shares``: category, grade, share, places, units_graded, actual. ``unit_edges`` and
    ``group_edges``: last_in, last_in_score, first_out, first_out_score, decided_by; units' spare and lacks, people's
    gap. ``groups``: the quotas table with category and units; None without quotas. ``pay_bins``: category, unit_id,
    from_amount, to_amount, people.
    ``quartiles``: category, unit_grade, individual_grade, people, lower_quartile, median, upper_quartile.
    ``coefficients``: category, unit_id, unit_grade, heading, people, lowest, highest; ``by_band`` says whether its
    headings are bands of the coefficient instead of grades. ``hidden_below``: the fewest people whose pay is shown.
    """

    run: RunFacts
    totals: Totals
    warnings: Sequence[Warned]
    steps: Sequence[Step]
    names: Names
    units: Shown
    rated: Sequence[str]
    grade_shares: pl.DataFrame
    unit_edges: pl.DataFrame
    groups: Shown | None
    group_edges: Shown
    pay_bins: pl.DataFrame
    quartiles: pl.DataFrame
    coefficients: pl.DataFrame
    by_band: bool
    pools: Pools | None
    events: Shown
    moved: Moved | None
    hidden_below: int

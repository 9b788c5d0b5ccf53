"""What moved since the run that a rerun corrects."""

from __future__ import annotations

import polars as pl

from pay_linkage.diff import Diff
from pay_linkage.diff.record import shown_corrections
from pay_linkage.figures.selection import first_rows
from pay_linkage.report.data import Moved

CORRECTION = ("appeal_reference", "table", "key", "action", "column", "old_value", "new_value", "decided_on")
"""Without the free reason, which may tell what concerns only the person."""


def movements(diff: Diff) -> Moved:
    """A comparison as a report shows it: people with the largest differences first."""
    size = pl.col("difference").abs().fill_null(0)
    people = diff.people.sort(size, "person_id", descending=[True, False])
    categories = diff.runs.after.table("unit_results").select("unit_id", "category")
    return Moved(
        parent=diff.runs.before.name,
        units=first_rows(diff.units),
        people=first_rows(people.join(categories, on="unit_id", how="left", maintain_order="left")),
        money={row["measure"]: (row["head_count"], row["amount"]) for row in diff.money.rows(named=True)},
        corrections=first_rows(shown_corrections(diff.corrections).select(CORRECTION)),
    )

"""What was published, and whom corrections name, in plain dicts: the judge of reruns and differences."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

from pay_linkage.rerun import Published
from tests.second_opinion.case_files import Case, Texts

from .random_corrections import Correction, key_of

Amounts = dict[str, Decimal]


@dataclass
class PlainLedger:
    """Payments up to now, the run published last, and the sum of what each person was paid."""

    run_id: str | None = None
    paid: Amounts = field(default_factory=dict)

    def publish(self, run_id: str, differences: dict[str, Decimal]) -> None:
        """Pay the differences."""
        for person, difference in differences.items():
            self.paid[person] = self.paid.get(person, Decimal(0)) + difference
        self.run_id = run_id

    def published(self) -> Published | None:
        """What the product is told."""
        if self.run_id is None:
            return None
        schema = {"person_id": pl.String, "amount": pl.Decimal(38, 2)}
        return Published(self.run_id, pl.DataFrame(list(self.paid.items()), schema=schema, orient="row"))


def named(before: Case, after: Case, lines: list[Correction]) -> set[str]:
    """The people whom the corrections name; corrections without any effect name nobody."""
    if all(line.action == "change" and _same(line.old, line.new) for line in lines):
        return set()
    people: set[str] = set()
    units: set[str] = set()
    for line in lines:
        for case in (before, after):
            for row in case.tables.get(line.table, []):
                if key_of(line.table, row) == line.key:
                    if line.table in ("people", "assignments"):
                        people.add(row["person_id"])
                    elif line.table != "pools":
                        units.add(row["unit_id"])
    for case in (before, after):
        people |= {
            row["person_id"] for row in case.tables["assignments"] if row["unit_id"] in units and _in_cycle(row, case)
        }
    return people


def _same(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return one == other


def _in_cycle(row: Texts, case: Case) -> bool:
    end = row.get("end_date", "")
    return row["start_date"] <= f"{case.cycle}-12-31" and (not end or end >= f"{case.cycle}-01-01")


def held(entitled: Amounts, paid: Amounts, spared: set[str]) -> Amounts:
    """What each person besides those named lacks of what was paid."""
    everyone = {*entitled, *paid}
    lacking = {one: paid.get(one, Decimal(0)) - entitled.get(one, Decimal(0)) for one in everyone - spared}
    return {one: lack for one, lack in lacking.items() if lack > 0}

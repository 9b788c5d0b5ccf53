"""A sample as its files say: input rows, golden rows, and the scheme, for counting what occurs in them."""

from __future__ import annotations

import csv
from collections import defaultdict
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from sample_data.samples import HOME, SAMPLES, Sample
from tests.sample_data.golden_results import calculator_scheme, golden_folder
from tests.second_opinion.calculator.filling import places

Row = dict[str, str]


def csv_rows(path: Path) -> list[Row]:
    """The rows of a CSV file; none where there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Facts:
    """One sample's tables, read once each."""

    def __init__(self, name: str) -> None:
        self.sample: Sample = next(sample for sample in SAMPLES if sample.name == name)
        self.cycle = str(self.sample.cycle)

    @cached_property
    def scheme(self) -> dict[str, Any]:
        return calculator_scheme(self.sample)

    @cached_property
    def _inputs(self) -> dict[str, list[Row]]:
        return {path.stem: csv_rows(path) for path in (HOME / self.sample.name).glob("*.csv")}

    def input(self, table: str) -> list[Row]:
        return self._inputs.get(table, [])

    @cached_property
    def units(self) -> list[Row]:
        return csv_rows(golden_folder(self.sample) / "unit_results.csv")

    @cached_property
    def quotas(self) -> list[Row]:
        return csv_rows(golden_folder(self.sample) / "quotas.csv")

    @cached_property
    def lines(self) -> list[Row]:
        return csv_rows(golden_folder(self.sample) / "pay_lines.csv")

    @cached_property
    def persons(self) -> list[Row]:
        """People with what became of them: input columns, unit_id, individual_grade, grade of the unit."""
        results = {row["person_id"]: row for row in csv_rows(golden_folder(self.sample) / "person_results.csv")}
        grades = {row["unit_id"]: row for row in self.units}
        return [
            row | result | {"unit_grade": grades[result["unit_id"]]["grade"]}
            for row in self.input("people")
            for result in [results[row["person_id"]]]
        ]

    @cached_property
    def spells(self) -> dict[str, list[Row]]:
        """Each person's assignments that touch the cycle, in order."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.input("assignments"), key=lambda row: row["start_date"]):
            if row["start_date"][:4] <= self.cycle and (row["end_date"] or "9999") >= self.cycle:
                found[row["person_id"]].append(row)
        return dict(found)

    def in_category(self, name: str) -> list[Row]:
        return [row for row in self.units if row["category"] == name]

    def unit_places(self, category: str) -> list[int]:
        """The places of each unit grade, best first."""
        rule = self.scheme["categories"][category]["grades"]
        return places(len(self.in_category(category)), rule["shares"], rule["names"], rule["places"])

    def best_grade(self, category: str) -> str:
        return str(self.scheme["categories"][category]["grades"]["names"][0])

    def code_points(self) -> dict[tuple[str, str], Fraction]:
        """(unit, code) → the sum of its events' points, before any cap."""
        found: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        for row in self.input("events"):
            default = self.scheme["events"][row["code"]]["points"] or Fraction(0)
            found[row["unit_id"], row["code"]] += Fraction(row["points"]) if row.get("points") else default
        return dict(found)

    def contest_totals(self) -> dict[str, Fraction]:
        """Unit → its points in the sample's one contest over the year."""
        found: dict[str, Fraction] = defaultdict(Fraction)
        for row in self.input("contests"):
            found[row["unit_id"]] += Fraction(row["points"])
        return dict(found)

"""The units' ranks and grades (section 4)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .filling import fill, places, take_places, tied_groups
from .tables import Row
from .unit_scores import rank_of


def grade_units(scheme: dict[str, Any], units: list[Row]) -> None:
    """Adds rank, rank_without_coefficient, places_gained, failed and grade to each unit's row."""
    for name, category in scheme["categories"].items():
        rows = [row for row in units if row["category"] == name]
        if rows:
            _rank(rows, category["grades"]["break_ties"])
            _fail(rows, category["grades"]["fail_share"])
            _grade(rows, category["grades"])


def tie_values(row: Row, columns: list[str]) -> tuple[Fraction, ...]:
    """The values that part equal units, an empty one as 0 (it is empty for the whole category)."""
    return tuple(row[column] or Fraction(0) for column in columns)


def _rank(rows: list[Row], columns: list[str]) -> None:
    for score, rank in (("final_score", "rank"), ("score_without_coefficient", "rank_without_coefficient")):
        keys = [(row[score], *tie_values(row, columns)) for row in rows]
        for row, key in zip(rows, keys, strict=True):
            row[rank] = rank_of(key, keys, "min")
    for row in rows:
        row["places_gained"] = row["rank_without_coefficient"] - row["rank"]


def _fail(rows: list[Row], share: Fraction | None) -> None:
    highest = max(row["final_score"] for row in rows)
    if share is None or highest <= 0:
        return
    for row in rows:
        row["failed"] = row["failed"] or row["final_score"] < share * highest


def _grade(rows: list[Row], rule: dict[str, Any]) -> None:
    by_id = {row["unit_id"]: row for row in rows}
    left = places(len(rows), rule["shares"], rule["names"], rule["places"])
    grades = {row["unit_id"]: rule["names"][-1] for row in rows if row["failed"]}
    for _ in grades:
        take_places(left, len(left) - 1)
    open_units = [unit for unit in by_id if unit not in grades]
    groups = tied_groups(
        open_units, lambda unit: (by_id[unit]["final_score"], *tie_values(by_id[unit], rule["break_ties"]))
    )
    scores = {unit: by_id[unit]["final_score"] for unit in open_units}
    grades |= fill(groups, left, rule, lambda unit, grade: by_id[unit]["barred"] and grade in rule["bars"], scores)
    for unit, grade in grades.items():
        by_id[unit]["grade"] = grade

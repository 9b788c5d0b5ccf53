"""Coefficients and the exact pay of each assignment (section 6)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from .dates import time_share
from .figures import half_up
from .tables import Row

Curve = list[tuple[Fraction, Fraction]]


def on_curve(curve: Curve, score: Fraction) -> Fraction:
    """The curve's value, flat outside its points, half up to 4 decimals."""
    if score <= curve[0][0]:
        return half_up(curve[0][1], 4)
    for (left, low), (right, high) in pairwise(curve):
        if score <= right:
            return half_up(low + (high - low) * (score - left) / (right - left), 4)
    return half_up(curve[-1][1], 4)


def individual_coefficient(rule: dict[str, Any], person: Row, grade: str | None) -> Fraction:
    """A person's coefficient, from the grade or from the score."""
    if rule["from"] == "grade":
        return Fraction(rule["table"][grade])
    if person["graded"] == "no":
        return Fraction(rule["ungraded"])
    if rule["curve"]:
        return on_curve(rule["curve"], person["score"])
    return half_up(person["score"] / rule["divide_by"], 4)


def unit_coefficient(rule: dict[str, Any] | None, unit: Row) -> Fraction | None:
    """A unit's coefficient; nothing with indirect linkage."""
    if rule is None:
        return None
    if rule["from"] == "grade":
        return Fraction(rule["table"][unit["grade"]])
    if rule["from"] == "rank":
        return Fraction(unit["coefficient"])
    return on_curve(rule["curves"][unit["grade"]], unit["final_score"])


def pay_lines(
    linkage: dict[str, Any],
    assignments: list[Row],
    people: dict[str, Row],
    units: dict[str, Row],
    coefficients: dict[str, Fraction],
    cycle: int,
) -> list[Row]:
    """A line per assignment in the cycle; `held_base` and `exact` are exact, the amount is still to be rounded."""
    lines = []
    for row in assignments:
        person, unit = people[row["person_id"]], units[row["unit_id"]]
        line = {
            **{key: row[key] for key in ("person_id", "unit_id", "start_date", "end_date")},
            "base_pay": person["base_pay"],
            "individual_coefficient": coefficients[row["person_id"]],
            "unit_coefficient": unit_coefficient(linkage["unit"], unit),
            "held_base": person["base_pay"] * time_share(row, cycle, linkage["time_share"]),
            "time_share": half_up(time_share(row, cycle, linkage["time_share"]), 6),
        }
        line["exact"] = line["held_base"] * _together(linkage, line)
        lines.append(line)
    return lines


def _together(linkage: dict[str, Any], line: Row) -> Fraction:
    individual, unit = line["individual_coefficient"], line["unit_coefficient"]
    if linkage["weights"]:
        of_unit, of_person = linkage["weights"]
        return Fraction(of_unit * unit + of_person * individual)
    return Fraction(individual if unit is None else individual * unit)

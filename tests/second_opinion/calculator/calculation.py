"""The whole way from a folder to the five result tables (section 11)."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from .dates import touches
from .pay_lines import individual_coefficient, pay_lines
from .person_grades import last_units, person_grades
from .points import unit_points
from .pools import set_amounts
from .relations import Tables, check_relations
from .scheme import scheme_of
from .tables import Row, tables_of
from .unit_grades import grade_units
from .unit_scores import unit_scores

UNIT_COLUMNS = (
    *("unit_id", "category", "base_score", "rating_total", "rating_rank", "coefficient"),
    *("bonus", "deduction", "adjustment", "final_score", "rank"),
    *("score_without_coefficient", "rank_without_coefficient", "places_gained"),
    *("barred", "failed", "grade", "rating_band", "interview"),
)
LINE_COLUMNS = (
    *("person_id", "unit_id", "start_date", "end_date", "time_share", "base_pay"),
    *("individual_coefficient", "unit_coefficient", "amount"),
)


def calculate(folder: Path, cycle: int | None = None) -> dict[str, list[Row]]:
    """The five result tables of the folder's scheme and tables; raises Refused. The cycle is case.json's by default."""
    year = int(json.loads((folder / "case.json").read_text("utf-8"))["cycle"]) if cycle is None else cycle
    scheme = scheme_of((folder / "scheme.yaml").read_text("utf-8"), year)
    return results(scheme, tables_of(folder, scheme), year)


def results(scheme: dict[str, Any], tables: Tables, cycle: int) -> dict[str, list[Row]]:
    """The five result tables of a scheme and its tables, as they have been read."""
    check_relations(scheme, tables, cycle)
    units = unit_scores(scheme, tables, unit_points(scheme, tables))
    grade_units(scheme, units)
    by_unit = {row["unit_id"]: row for row in units}
    people = {row["person_id"]: row for row in tables["people"]}
    assignments = [row for row in tables["assignments"] if touches(row, cycle)]
    last = last_units(assignments)
    persons, quotas = _person_results(scheme, people, last, by_unit)
    coefficients = {row["person_id"]: row["individual_coefficient"] for row in persons}
    lines = pay_lines(scheme["linkage"], assignments, people, by_unit, coefficients, cycle)
    set_amounts(scheme["linkage"]["pool"], tables["pools"], lines, by_unit)
    return {
        "unit_results": [{column: row[column] for column in UNIT_COLUMNS} for row in units],
        "person_results": persons,
        "pay_lines": [_line(row) for row in lines],
        "payroll": _payroll(persons, lines),
        "quotas": quotas,
    }


def _person_results(
    scheme: dict[str, Any], people: dict[str, Row], last: dict[str, str], units: dict[str, Row]
) -> tuple[list[Row], list[Row]]:
    grades = {person: "ungraded" for person, row in people.items() if row["graded"] == "no"}
    quotas: list[Row] = []
    if scheme["quotas"]:
        grades, quotas = person_grades(scheme["quotas"], list(people.values()), last, units)
    rule = scheme["linkage"]["individual"]
    return [
        {
            "person_id": person,
            "unit_id": last[person],
            "score": row["score"],
            "individual_grade": grades.get(person),
            "individual_coefficient": individual_coefficient(rule, row, grades.get(person)),
        }
        for person, row in people.items()
    ], quotas


def _line(row: Row) -> Row:
    dates = {name: row[name] and row[name].isoformat() for name in ("start_date", "end_date")}
    return {column: dates.get(column, row[column]) for column in LINE_COLUMNS}


def _payroll(persons: list[Row], lines: list[Row]) -> list[Row]:
    amounts = {row["person_id"]: Fraction(0) for row in persons}
    for line in lines:
        amounts[line["person_id"]] += line["amount"]
    return [{"person_id": person, "held": Fraction(0), "amount": amount} for person, amount in amounts.items()]

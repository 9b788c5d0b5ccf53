"""The people's grades inside their quotas (section 5)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from .filling import fill, places, take_places, tied_groups
from .tables import Row
from .unit_grades import tie_values


def last_units(assignments: list[Row]) -> dict[str, str]:
    """The unit of each person's last assignment; `assignments` are those in the cycle."""
    ordered = sorted(assignments, key=lambda row: row["start_date"])
    return {row["person_id"]: row["unit_id"] for row in ordered}


def person_grades(
    quotas: dict[str, Any], people: list[Row], last: dict[str, str], units: dict[str, Row]
) -> tuple[dict[str, str], list[Row]]:
    """Each person's grade, and the table of quotas."""
    grades = {row["person_id"]: "ungraded" for row in people if row["graded"] == "no"}
    inside = []
    for row in people:
        if row["graded"] == "no":
            continue
        if quotas["follow_unit"] and row["role"] == "head":
            grades[row["person_id"]] = _head_grade(row, quotas, units[last[row["person_id"]]]["grade"])
        else:
            inside.append(row)
    table = []
    for name, members in _groups(quotas, inside, last, units).items():
        unit_grade = units[last[members[0]["person_id"]]]["grade"]
        left = places(len(members), quotas["shares"][unit_grade], quotas["names"], quotas["places"])
        found = _fill(quotas, members, list(left), {row["person_id"]: units[last[row["person_id"]]] for row in members})
        grades |= found
        table.append(_quota_row(quotas, name, unit_grade, left, list(found.values())))
    return grades, table


def _head_grade(row: Row, quotas: dict[str, Any], unit_grade: str) -> str:
    names = quotas["names"]
    grade: str = row["grade_fixed"] or quotas["follow_unit"][unit_grade]
    return max(grade, row["grade_cap"] or grade, key=names.index)


def _groups(
    quotas: dict[str, Any], inside: list[Row], last: dict[str, str], units: dict[str, Row]
) -> dict[str, list[Row]]:
    by_unit: dict[str, list[Row]] = defaultdict(list)
    for row in inside:
        by_unit[last[row["person_id"]]].append(row)
    groups: dict[str, list[Row]] = defaultdict(list)
    for unit, members in by_unit.items():
        pooled = len(members) < quotas["below"]
        name = f"{units[unit]['category']}/{units[unit]['grade']}" if pooled else unit
        groups[name] += members
    return groups


def _fill(quotas: dict[str, Any], members: list[Row], left: list[int], units: dict[str, Row]) -> dict[str, str]:
    names = quotas["names"]
    by_id = {row["person_id"]: row for row in members}
    grades = {row["person_id"]: row["grade_fixed"] for row in members if row["grade_fixed"]}
    for grade in sorted(grades.values(), key=names.index, reverse=True):
        take_places(left, names.index(grade))

    def key(person: str) -> tuple[Fraction, ...]:
        values = {**units[person], "base_pay": by_id[person]["base_pay"]}
        return (by_id[person]["score"], *tie_values(values, quotas["break_ties"]))

    def barred(person: str, grade: str) -> bool:
        cap = by_id[person]["grade_cap"]
        return cap is not None and names.index(grade) < names.index(cap)

    groups = tied_groups([person for person in by_id if person not in grades], key)
    scores = {person: by_id[person]["score"] for person in by_id}
    return grades | fill(groups, left, quotas, barred, scores)


def _quota_row(quotas: dict[str, Any], name: str, unit_grade: str, left: list[int], grades: list[str]) -> Row:
    filled = {grade: grades.count(grade) for grade in quotas["names"]}
    over = [
        grade
        for grade in quotas["names"]
        if grade in quotas["at_most"] and filled[grade] > quotas["at_most"][grade] * len(grades)
    ]
    return {
        "group": name,
        "unit_grade": unit_grade,
        "graded_people": len(grades),
        **{f"places_{grade}": number for grade, number in zip(quotas["names"], left, strict=True)},
        **{f"filled_{grade}": number for grade, number in filled.items()},
        "breach": ";".join(over) or None,
    }

"""What rows must say about each other, about the scheme and about the cycle (sections 2, 3, 5, 6, 10)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from .dates import touches
from .refusal import Refused
from .tables import Row

Tables = dict[str, list[Row]]


def check_relations(scheme: dict[str, Any], tables: Tables, cycle: int) -> None:
    """Refuses the first row that does not fit."""
    categories = {row["unit_id"]: row["category"] for row in tables["units"]}
    for row in tables["units"]:
        _known(row, "units", "category", scheme["categories"])
    for table in ("component_scores", "ratings", "indicator_scores", "events", "contests", "ballots", "assignments"):
        for row in tables[table]:
            _known(row, table, "unit_id", categories)
    parts = {unit: scheme["categories"][category] for unit, category in categories.items()}
    _check_scores(tables, parts)
    _check_ballots(tables, parts)
    _check_departments(tables, parts)
    for row in tables["contests"]:
        _known(row, "contests", "contest", scheme["contests"])
    for row in tables["events"]:
        _check_event(row, scheme["events"], cycle)
    _check_people(scheme, tables, cycle)


def _known(row: Row, table: str, column: str, names: Any) -> None:
    if row[column] not in names:
        raise Refused("unknown_name", table, column, row["key"])


def _check_scores(tables: Tables, parts: dict[str, Any]) -> None:
    for row in tables["component_scores"]:
        components = parts[row["unit_id"]]["components"]
        _known(row, "component_scores", "component", components)
        component = components[row["component"]]
        if component["ballots"]:
            raise Refused("score_of_a_ballot_component", "component_scores", "component", row["key"])
        if row["score"] is not None and row["score"] > component["full_marks"]:
            raise Refused("above_full_marks", "component_scores", "score", row["key"])


def _check_ballots(tables: Tables, parts: dict[str, Any]) -> None:
    for row in tables["ballots"]:
        components = parts[row["unit_id"]]["components"]
        _known(row, "ballots", "component", components)
        ballots = components[row["component"]]["ballots"]
        if not ballots:
            raise Refused("ballots_of_a_given_component", "ballots", "component", row["key"])
        _known(row, "ballots", "voter_group", ballots["groups"])
        _known(row, "ballots", "option", ballots["values"])


def _check_departments(tables: Tables, parts: dict[str, Any]) -> None:
    for table in ("ratings", "indicator_scores"):
        for row in tables[table]:
            rating = parts[row["unit_id"]]["rating"]
            _known(row, table, "department", rating["departments"] if rating else ())
    for row in tables["indicator_scores"]:
        if row["full_marks"] == 0:
            raise Refused("full_marks_not_positive", "indicator_scores", "full_marks", row["key"])
        if row["score"] > row["full_marks"]:
            raise Refused("above_full_marks", "indicator_scores", "score", row["key"])


def _check_event(row: Row, codes: dict[str, Any], cycle: int) -> None:
    _known(row, "events", "code", codes)
    code = codes[row["code"]]
    if row["occurred_on"].year != cycle:
        raise Refused("outside_the_cycle", "events", "occurred_on", row["key"])
    if code["kind"] in ("veto", "fail"):
        if row["points"] is not None:
            raise Refused("points_of_veto_or_fail", "events", "points", row["key"])
    elif row["points"] is None and code["points"] is None:
        raise Refused("event_without_points", "events", "points", row["key"])


def _check_people(scheme: dict[str, Any], tables: Tables, cycle: int) -> None:
    held: dict[str, list[Row]] = {row["person_id"]: [] for row in tables["people"]}
    for row in tables["assignments"]:
        _known(row, "assignments", "person_id", held)
        held[row["person_id"]].append(row)
        if row["end_date"] is not None and row["end_date"] < row["start_date"]:
            raise Refused("ends_before_it_starts", "assignments", "end_date", row["key"])
    for row in tables["people"]:
        _check_grades(row, scheme["quotas"])
        _check_assignments(row, held[row["person_id"]], cycle)


def _check_grades(row: Row, quotas: dict[str, Any] | None) -> None:
    names = quotas["names"] if quotas else ()
    for column in ("grade_cap", "grade_fixed"):
        if row[column] is not None:
            _known(row, "people", column, names)
    if row["graded"] == "no":
        if row["ungraded_reason"] is None:
            raise Refused("ungraded_without_reason", "people", "ungraded_reason", row["key"])
        if row["grade_fixed"] is not None:
            raise Refused("ungraded_with_fixed_grade", "people", "grade_fixed", row["key"])
        return
    if row["score"] is None:
        raise Refused("graded_without_score", "people", "score", row["key"])
    if quotas and row["grade_fixed"] is not None:
        fixed = names.index(row["grade_fixed"])
        if fixed < quotas["absorbing"] or (row["grade_cap"] and fixed < names.index(row["grade_cap"])):
            raise Refused("fixed_grade_too_good", "people", "grade_fixed", row["key"])


def _check_assignments(person: Row, held: list[Row], cycle: int) -> None:
    ordered = sorted(held, key=lambda row: row["start_date"])
    for former, later in pairwise(ordered):
        if (former["end_date"] or date.max) >= later["start_date"]:
            raise Refused("overlapping_assignments", "assignments", "start_date", later["key"])
    if not any(touches(row, cycle) for row in held):
        raise Refused("person_without_assignment", "people", "person_id", person["key"])

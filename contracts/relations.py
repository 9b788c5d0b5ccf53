"""Relations across the input tables that hold whatever the scheme says (rulebook §2, §6, §10).

Belongs here: units and people that rows speak of, overlapping assignments, the two kinds of rating input. Stays out:
what a scheme or a cycle asks (the admission room).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

import polars as pl

from contracts.input_table import ROW, InputTable
from contracts.keys import shared, without_partner
from contracts.problem import Problem
from contracts.row_problems import row_problems

OF_UNKNOWN_UNIT = {
    "component_scores": "component_score_of_unknown_unit",
    "ratings": "rating_of_unknown_unit",
    "indicator_scores": "indicator_score_of_unknown_unit",
    "events": "event_of_unknown_unit",
    "contests": "contest_round_of_unknown_unit",
    "ballots": "ballot_of_unknown_unit",
    "assignments": "assignment_of_unknown_unit",
}
"""Input table with a ``unit_id`` → the code of a row whose unit is not in ``units``."""


def relation_problems(inputs: Mapping[str, InputTable], judged: frozenset[str] = frozenset()) -> list[Problem]:
    """Every problem across the tables; empty cells are not judged, nor is anything by a table that was not given.

    Where ``units`` has no rows, that alone is wrong, and no row of another table is blamed for it. Relations between
    ``judged`` tables alone are known to hold. Each relation is shown its own tables and no others.
    """
    return [
        problem
        for names, found in _relations()
        if not judged.issuperset(names)
        for problem in found({name: inputs[name] for name in names if name in inputs})
    ]


Tables = Mapping[str, InputTable]


def _relations() -> Iterator[tuple[tuple[str, ...], Callable[[Tables], list[Problem]]]]:
    """The names of the tables that each relation is between, and what finds its problems."""
    for name, code in OF_UNKNOWN_UNIT.items():
        yield ("units", name), partial(_unknown_units, name, code)
    yield ("people", "assignments"), _unknown_people
    yield ("assignments",), _overlapping_assignments
    yield ("ratings", "indicator_scores"), _both_ratings_and_indicators


def _unknown_units(name: str, code: str, inputs: Tables) -> list[Problem]:
    if name not in inputs or "units" not in inputs or inputs["units"].frame.is_empty():
        return []
    return _unknown(inputs[name], inputs["units"], "unit_id", code)


def _unknown_people(inputs: Mapping[str, InputTable]) -> list[Problem]:
    if "assignments" not in inputs or "people" not in inputs:
        return []
    return _unknown(inputs["assignments"], inputs["people"], "person_id", "assignment_of_unknown_person")


def _unknown(table: InputTable, known: InputTable, column: str, code: str) -> list[Problem]:
    return row_problems(table, without_partner(table.frame, known.frame, column), column, code)


def overlapping(assignments: pl.DataFrame) -> pl.DataFrame:
    """The assignments that begin while an earlier one of the same person lasts, with that one's ``earlier_start``.

    Both days of an assignment belong to it; without an end it lasts. Rows that have a problem of their own (no person,
    no start, an end before the start, a key given before) are left out.
    """
    last_day = pl.col("end_date").fill_null(date.max)
    same_person = pl.col("person_id") == pl.col("person_id").shift(1)
    ordered = (
        assignments.filter(shared(assignments["person_id"]))
        .filter(pl.col("person_id").is_not_null(), pl.col("start_date") <= last_day)
        .sort("person_id", "start_date", ROW)
        .filter(~(same_person & (pl.col("start_date") == pl.col("start_date").shift(1))).fill_null(value=False))
    )
    # where any two assignments of a person overlap, two neighbours do
    meeting = ordered.filter(same_person & (pl.col("start_date") <= last_day.shift(1)))
    held_up = ordered.join(meeting, on="person_id", how="semi", maintain_order="left").with_columns(
        last_day=last_day, busy_until=last_day.cum_max().over("person_id")
    )
    holder = pl.when(pl.col("last_day") == pl.col("busy_until")).then("start_date")
    return (
        held_up.with_columns(earlier_start=holder)
        .with_columns(pl.col("earlier_start").forward_fill().shift(1).over("person_id"))
        .with_columns(pl.col("busy_until").shift(1).over("person_id"))
        .filter(pl.col("start_date") <= pl.col("busy_until"))
        .sort(ROW)
    )


def _overlapping_assignments(inputs: Mapping[str, InputTable]) -> list[Problem]:
    if "assignments" not in inputs:
        return []
    table = inputs["assignments"]
    return row_problems(table, overlapping(table.frame), "start_date", "assignments_overlap", ["earlier_start"])


def _both_ratings_and_indicators(inputs: Mapping[str, InputTable]) -> list[Problem]:
    both = [inputs[name] for name in ("ratings", "indicator_scores") if name in inputs]
    if len(both) < 2 or any(table.frame.is_empty() for table in both):  # noqa: PLR2004  (both means two)
        return []
    indicators = both[1]
    facts = {"other": both[0].origin.file}
    return [Problem("both_ratings_and_indicators", indicators.origin.place(), indicators.table.name, facts=facts)]

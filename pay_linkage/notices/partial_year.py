"""The inputs of a year that is not over: what is wrong is refused, what is still to come is not (rulebook §0).

Nobody is paid from them, so people, assignments and pools are not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from contracts.input_table import InputTable
from contracts.problem import Problem, Refused
from pay_linkage.admission import refusals
from pay_linkage.admission.submission import submission
from pay_linkage.explanation.unit_inputs import UnitInputs
from pay_linkage.intake import read_inputs
from pay_linkage.schemes import Scheme, cycle_problem, read_scheme, scheme_bytes

OF_PAY = {"people", "assignments", "pools"}
STILL_TO_COME = {
    "component_score_missing",
    "component_score_empty",
    "component_without_votes",
    "kind_without_score",
    "department_without_ratings",
    "department_without_indicators",
    "voter_group_without_votes",
}
"""Codes of problems that a year's end mends by itself."""
VALUES = {"score", "votes", "points"}
"""Columns whose cells may still be empty."""


def partial_year(scheme: str, inputs: str | Path, cycle: int) -> UnitInputs:
    """The unit tables so far. Raises ``Refused`` with all that is wrong with what is there."""
    read = read_scheme(scheme_bytes(scheme), Path(scheme).name)
    outside = cycle_problem(read, cycle, Path(scheme).name)
    if outside is not None:
        raise Refused([outside])
    tables, unread = read_inputs(inputs)
    problems = [problem for problem in refusals(read, cycle, tables, unread) if not _awaited(problem)]
    if problems:
        raise Refused(problems)
    return _inputs(read, cycle, tables)


def _awaited(problem: Problem) -> bool:
    if problem.table in OF_PAY or problem.code in STILL_TO_COME:
        return True
    if problem.code == "table_missing":
        return problem.table != "units"
    return problem.code == "required_cell_empty" and problem.column in VALUES


def _inputs(scheme: Scheme, cycle: int, tables: Mapping[str, InputTable]) -> UnitInputs:
    given = submission(scheme, cycle, tables)

    def read(name: str) -> pl.DataFrame:
        frame = given.frame(name)
        empty = [
            column for column in ("votes", "points") if column in frame.columns and name in {"ballots", "contests"}
        ]
        return frame.drop_nulls(empty) if empty else frame

    return UnitInputs(scheme, cycle, read)

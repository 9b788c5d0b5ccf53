"""The door of the room: inputs go in as they were read and come out fit for the rules, or are refused.

Belongs here: the order of the checks. Stays out: each check (its own module, or ``contracts``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from contracts.each import Each
from contracts.gate import table_problems
from contracts.input_table import ROW, InputTable
from contracts.problem import Problem, Refused
from contracts.relations import relation_problems
from contracts.resident_number import with_canonical_numbers
from contracts.row_problems import in_order
from pay_linkage.admission.absent_components import absent_component_problems
from pay_linkage.admission.assignments import assignment_problems
from pay_linkage.admission.ballots import ballot_problems
from pay_linkage.admission.component_scores import component_score_problems
from pay_linkage.admission.events import contest_problems, event_problems
from pay_linkage.admission.id_numbers import id_number_problems
from pay_linkage.admission.individual_grades import individual_grade_problems
from pay_linkage.admission.inputs import Inputs
from pay_linkage.admission.pools import pool_problems
from pay_linkage.admission.ratings import rating_problems
from pay_linkage.admission.required_tables import with_missing_tables
from pay_linkage.admission.submission import Submission, submission
from pay_linkage.admission.units import unit_problems
from pay_linkage.schemes import Scheme

CHECKS: tuple[tuple[Callable[[Submission], list[Problem]], tuple[str, ...]], ...] = (
    (id_number_problems, ("people",)),
    (individual_grade_problems, ("people",)),
    (assignment_problems, ("people", "assignments")),
    (unit_problems, ("units",)),
    (component_score_problems, ("units", "component_scores")),
    (ballot_problems, ("units", "ballots")),
    (absent_component_problems, ("units", "component_scores", "ballots")),
    (rating_problems, ("units", "ratings", "indicator_scores")),
    (event_problems, ("events",)),
    (contest_problems, ("contests",)),
    (pool_problems, ("units", "assignments", "pools")),
)
"""Each check and the tables that it reads: it is shown no others (``Submission.of_tables``). Those that take longest
come first.
"""
AT_ONCE = 2
"""So many checks are asked at once, beside those of single tables: each alone leaves a core idle."""
UNREAD_COLUMNS = {"column_missing", "parquet_type_unreadable"}
"""Codes of the reader's problems that leave a whole column empty."""
UNREAD_FILES = {
    "file_missing",
    "file_not_regular",
    "file_not_openable",
    "file_too_large",
    "workbook_not_readable",
    "workbook_encrypted",
    "workbook_with_macros",
    "workbook_with_entities",
    "workbook_too_large",
    "reading_too_much",
    "reading_too_long",
    "reading_broke_off",
}
"""Codes of the reader's problems after which nobody knows which tables a file holds."""


def admitted(
    scheme: Scheme,
    cycle: int,
    inputs: Mapping[str, InputTable],
    unread: Sequence[Problem] = (),
    judged: frozenset[str] = frozenset(),
) -> Inputs:
    """The inputs as the rules take them, residents' identity numbers in canonical form.

    Raises ``Refused`` with every problem of ``refusals``.
    """
    problems = refusals(scheme, cycle, inputs, unread, judged)
    if problems:
        raise Refused(problems)
    tables = submission(scheme, cycle, inputs).tables
    frames = {name: _frame(table) for name, table in tables.items()}
    return Inputs(cycle, **frames | {"people": with_canonical_numbers(frames["people"])})


def refusals(
    scheme: Scheme,
    cycle: int,
    inputs: Mapping[str, InputTable],
    unread: Sequence[Problem] = (),
    judged: frozenset[str] = frozenset(),
) -> list[Problem]:
    """All that speaks against the inputs, by table and row: of single tables, across tables, of scheme and cycle.

    ``unread`` are the problems that the reader found; they come back with the others. A cell, a column or a table among
    them is empty here because it could not be read, and is not reported as empty once more. ``judged``: tables that
    were admitted before as they are, under the same scheme, cycle and version: what is asked of them alone is not asked
    again. Where not one file could be read, nothing is known of the tables, and only that is told.
    """
    if not inputs and any(problem.code in UNREAD_FILES for problem in unread):
        return in_order(unread)
    with ThreadPoolExecutor(AT_ONCE, "checks") as beside, ThreadPoolExecutor(1, "of scheme") as apart:
        relations = beside.submit(relation_problems, inputs, judged)
        of_scheme = apart.submit(admission_problems, scheme, cycle, inputs, unread, judged, beside.map)
        asked = [table for name, table in inputs.items() if name not in judged]
        alone = [problem for table in asked for problem in table_problems(table)]
        found = [*alone, *relations.result(), *of_scheme.result()]
    cells = {(problem.table, problem.place.row, problem.column) for problem in unread if problem.place.row is not None}
    columns = {(problem.table, problem.column) for problem in unread if problem.code in UNREAD_COLUMNS}
    news = [
        problem
        for problem in found
        if (problem.table, problem.place.row, problem.column) not in cells
        and (problem.table, problem.column) not in columns
    ]
    return in_order([*unread, *news])


def admission_problems(
    scheme: Scheme,
    cycle: int,
    inputs: Mapping[str, InputTable],
    unread: Sequence[Problem] = (),
    judged: frozenset[str] = frozenset(),
    each: Each = map,
) -> list[Problem]:
    """What the scheme and the cycle ask of the tables and do not get; ``each`` asks one check after the other or
    several at once, as ``map`` does.
    """
    of = submission(scheme, cycle, inputs, unread)
    asked = [(check, of.of_tables(names)) for check, names in CHECKS if not judged.issuperset(names)]
    found = [problem for problems in each(lambda one: one[0](one[1]), asked) for problem in problems]
    unreadable = frozenset(problem.table for problem in unread if problem.table) - of.given
    return with_missing_tables(of, found, unreadable)


def _frame(table: InputTable) -> pl.DataFrame:
    return table.frame.select(*(column.name for column in table.table.columns), ROW)

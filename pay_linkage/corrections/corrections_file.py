"""A corrections file as it was handed in: its form, its filled cells, before anything is compared with a run."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from contracts.input_table import InputTable
from contracts.problem import Problem, Refused
from contracts.row_problems import row_problems
from contracts.tables import CORRECTIONS
from pay_linkage.intake import read_table

OF_HEADINGS = {"column_missing", "column_twice"}
"""Problems after which a line's cells mean nothing certain."""


def corrections_file(path: str | Path) -> tuple[InputTable, list[Problem]]:
    """The lines of the CSV or Parquet file or workbook at ``path``, and its unreadable and empty cells.

    Raises ``Refused`` where there are no lines that could be judged: no such file, no header, no line.
    """
    file, problems = read_table(path, CORRECTIONS)
    if file is None or any(problem.place.row is None or problem.code in OF_HEADINGS for problem in problems):
        raise Refused(problems)
    if file.frame.is_empty() and not problems:
        raise Refused([Problem("corrections_empty", file.origin.place(), CORRECTIONS.name)])
    return file, [*problems, *_empty_cells(file, problems)]


def _empty_cells(file: InputTable, unread: list[Problem]) -> list[Problem]:
    cells = {(problem.place.row, problem.column) for problem in unread}
    empty = [
        problem
        for column in CORRECTIONS.required
        for problem in row_problems(file, file.frame.filter(pl.col(column).is_null()), column, "required_cell_empty")
    ]
    return [problem for problem in empty if (problem.place.row, problem.column) not in cells]

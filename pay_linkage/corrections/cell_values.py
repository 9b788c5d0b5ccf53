"""Old and new values as values of the columns that they belong to, so that 85 equals 85.0000."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from contracts.column import Column
from contracts.columns import COLUMNS
from contracts.input_table import InputTable
from contracts.problem import Problem
from pay_linkage.corrections.line import Line, line_problem
from pay_linkage.intake import value_fault, values

Values = dict[int, object]
"""The line's number → the value of its cell, None where it is empty; a cell that is unreadable has none."""


def read_values(file: InputTable, lines: Iterable[Line], at: str) -> tuple[Values, list[Problem]]:
    """The values of the lines' cells in the column ``at`` (``old_value`` or ``new_value``), and the unreadable ones."""
    read: Values = {}
    problems = []
    for column, of_column in _by_column(lines).items():
        texts = pl.Series([getattr(line, at) for line in of_column], dtype=pl.String)
        for line, text, value in zip(of_column, texts, _typed(texts, COLUMNS[column]), strict=True):
            if text is None or value is not None:
                read[line.number] = value
            else:
                fault = value_fault(text, COLUMNS[column])
                problems.append(line_problem(file, line, at, fault.code, **fault.facts))
    return read, problems


def _typed(texts: pl.Series, column: Column) -> pl.Series:
    """The values; a column of empty cells only has nothing to read."""
    return texts if texts.null_count() == len(texts) else values(texts, column)


def _by_column(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.column is not None:
            found.setdefault(line.column.name, []).append(line)
    return found

"""A table's text turned into exact values, column by column, and a problem for each cell that has no certain value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from contracts.column import Column, Kind
from contracts.input_table import ROW, InputTable
from contracts.problem import Problem
from contracts.table import dtype
from pay_linkage.intake.choices import choice_fault, choices
from pay_linkage.intake.codes import code_fault, codes, shown, text_fault, texts
from pay_linkage.intake.dates import date_fault, dates
from pay_linkage.intake.numbers import number_fault, numbers
from pay_linkage.intake.raw_table import Fault, RawTable

MOST_CELLS = 1000
"""How many unreadable cells of one column are listed one by one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a kind of column is read: ``values`` turns trimmed text into values, null where the text has no certain one;
    ``fault`` says why a text has none.
    """

    values: Callable[[pl.Series, Column], pl.Series]
    fault: Callable[[str, Column], Fault]


READINGS: Mapping[Kind, Reading] = {
    "text": Reading(texts, text_fault),
    "code": Reading(codes, code_fault),
    "choice": Reading(choices, choice_fault),
    "number": Reading(numbers, number_fault),
    "count": Reading(numbers, number_fault),
    "date": Reading(dates, date_fault),
}


def typed_table(raw: RawTable) -> tuple[InputTable, list[Problem]]:
    """The table with the types of its contract, and its unreadable cells; these are null in the frame."""
    text = raw.cells.select(pl.exclude(ROW).str.strip_chars().replace("", None))
    values = {column.name: _values(text, column) for column in raw.table.columns}
    frame = pl.DataFrame([*values.values(), raw.cells[ROW]])
    problems = []
    for column in raw.table.columns:
        if column.name in text.columns:
            problems += _cell_problems(raw, frame, text[column.name], column)
    return InputTable(raw.table, frame, raw.origin), problems


def _values(text: pl.DataFrame, column: Column) -> pl.Series:
    if column.name not in text.columns:
        return pl.Series(column.name, [None], dtype(column)).new_from_index(0, text.height)
    return READINGS[column.kind].values(text[column.name], column).alias(column.name)


def _cell_problems(raw: RawTable, frame: pl.DataFrame, text: pl.Series, column: Column) -> list[Problem]:
    """The problems of one column in the order of its rows, the first thousand one by one."""
    known = raw.faults.get(column.name, {})
    unread = (text.is_not_null() & frame[column.name].is_null()).arg_true().to_list()
    positions = sorted({*unread, *known})
    listed = positions[:MOST_CELLS]
    rows = frame[listed].select(ROW, key=raw.table.key_text())
    problems = []
    for position, (row, key) in zip(listed, rows.iter_rows(), strict=True):
        fault = known.get(position) or READINGS[column.kind].fault(text[position], column)
        value = None if column.personal else shown(fault.value)
        place = raw.origin.place(row, column.name)
        problems.append(Problem(fault.code, place, raw.table.name, column.name, key, value, fault.facts))
    if len(positions) > MOST_CELLS:
        facts = {"more": str(len(positions) - MOST_CELLS)}
        problems.append(Problem("cells_unreadable_more", raw.origin.place(), raw.table.name, column.name, facts=facts))
    return problems

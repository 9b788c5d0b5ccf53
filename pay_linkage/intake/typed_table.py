"""A table's text turned into exact values, column by column, and a problem for each cell that has no certain value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from contracts.column import Column, Kind
from contracts.each import Each
from contracts.input_table import ROW, InputTable
from contracts.problem import WITHHELD, Problem
from contracts.table import dtype
from pay_linkage.intake.choices import choice_fault, choices
from pay_linkage.intake.codes import codes, damaged_fault, shown, texts, unreadable_fault
from pay_linkage.intake.dates import date_fault, dates
from pay_linkage.intake.numbers import number_fault, numbers
from pay_linkage.intake.raw_table import Fault, RawTable

MOST_CELLS = 1000
"""How many unreadable cells of one column are listed one by one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a kind of column is read: ``values`` turns text into values, null where the text has no certain one;
    ``fault`` says why a text has none, where it can be seen at all.
    """

    values: Callable[[pl.Series, Column], pl.Series]
    fault: Callable[[str, Column], Fault]


READINGS: Mapping[Kind, Reading] = {
    "text": Reading(texts, damaged_fault),
    "code": Reading(codes, damaged_fault),
    "choice": Reading(choices, choice_fault),
    "number": Reading(numbers, number_fault),
    "count": Reading(numbers, number_fault),
    "date": Reading(dates, date_fault),
    "value": Reading(texts, damaged_fault),
}


def typed_table(raw: RawTable, each: Each = map) -> tuple[InputTable, list[Problem]]:
    """The table with the types of its contract, and its unreadable cells; these are null in the frame. ``each`` reads
    one column after the other or several at once, as ``map`` does.
    """
    text = raw.cells.drop(ROW)
    frame = pl.DataFrame([*each(lambda column: _values(text, column), raw.table.columns), raw.cells[ROW]])
    problems = []
    for column in raw.table.columns:
        if column.name in text.columns:
            problems += _cell_problems(raw, frame, text, column)
    return InputTable(raw.table, frame, raw.origin), problems


def _values(text: pl.DataFrame, column: Column) -> pl.Series:
    if column.name not in text.columns:
        return pl.Series(column.name, [None], dtype(column)).new_from_index(0, text.height)
    return values(text[column.name], column).alias(column.name)


def values(text: pl.Series, column: Column) -> pl.Series:
    """Trimmed text as the column's values; null where a text has no certain one (``value_fault`` says why)."""
    return READINGS[column.kind].values(text, column)


def _cell_problems(raw: RawTable, frame: pl.DataFrame, text: pl.DataFrame, column: Column) -> list[Problem]:
    """The problems of one column in the order of its rows, the first thousand one by one."""
    known = raw.faults.get(column.name, {})
    unread = (text[column.name].is_not_null() & frame[column.name].is_null()).arg_true().to_list()
    positions = sorted({*unread, *known})
    listed = positions[:MOST_CELLS]
    keys = _keys(raw, frame, text, listed)
    rows = frame[ROW].gather(listed)
    problems = []
    for position, row, key in zip(listed, rows, keys, strict=True):
        fault = known.get(position) or value_fault(text[column.name][position], column)
        value = None if raw.table.withholds(column, fault.value) else shown(fault.value)
        facts = fault.facts if value is not None else {**fault.facts, "value": WITHHELD}
        place = raw.origin.place(row, column.name)
        problems.append(Problem(fault.code, place, raw.table.name, column.name, key, value, facts))
    if len(positions) > MOST_CELLS:
        facts = {"more": str(len(positions) - MOST_CELLS)}
        problems.append(Problem("cells_unreadable_more", raw.origin.place(), raw.table.name, column.name, facts=facts))
    return problems


def value_fault(text: str, column: Column) -> Fault:
    """Why ``text`` is no value of the column."""
    return unreadable_fault(text) or READINGS[column.kind].fault(text, column)


def _keys(raw: RawTable, frame: pl.DataFrame, text: pl.DataFrame, positions: list[int]) -> list[str | None]:
    """The keys of some rows; an unreadable part stands as it was found, an empty one leaves the row without key."""
    there = [name for name in raw.table.key if name in text.columns]
    values = frame[positions].select(pl.col(there).cast(pl.String)).rows()
    found = text[positions].select(there).rows()
    if len(there) < len(raw.table.key):
        return [None] * len(positions)
    keys: list[str | None] = []
    for position, value, as_found in zip(positions, values, found, strict=True):
        faults = (raw.faults.get(name, {}).get(position) for name in there)
        parts = [v or f or (fault.value if fault else "") for v, f, fault in zip(value, as_found, faults, strict=True)]
        keys.append("|".join(map(shown, parts)) if all(parts) else None)
    return keys

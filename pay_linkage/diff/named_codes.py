"""Codes of a comparison's tables with their names beside them, as people read them in the workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from contracts.columns import COLUMNS
from contracts.masked import masked_id_number
from contracts.tables import INPUT_TABLES
from contracts.words import Words
from pay_linkage.diff.two_runs import Side
from pay_linkage.schemes import read_scheme
from pay_linkage.schemes.names import Names

CORRECTED: Mapping[str, Callable[[Names, str], Words]] = {
    "category": Names.category,
    "code": Names.event,
    "contest": Names.contest,
    "department": Names.department,
    "grade_cap": Names.grade,
    "grade_fixed": Names.grade,
}
"""Input columns whose values are codes of the scheme → how they are called."""


def names_of(run: Side) -> Names:
    """What the codes of a run's scheme are called."""
    return Names(read_scheme(run.scheme_bytes, run.scheme_name))


def with_names(frame: pl.DataFrame, named: Mapping[str, Callable[[str], Words]]) -> pl.DataFrame:
    """The frame with names beside the codes of these columns; empty cells stay empty."""
    return frame.with_columns(_replaced(frame[column], words) for column, words in named.items())


def corrections_with_names(lines: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Lines of corrections with names beside tables, columns, actions, and values that are codes of the scheme;
    identity numbers are masked.
    """
    rows = lines.rows(named=True)
    values = {name: [_value(row, name, names) for row in rows] for name in ("old_value", "new_value")}
    told = with_names(lines, {"table": _table, "column": _column, "action": _action})
    return told.with_columns(pl.Series(name, cells, dtype=pl.String) for name, cells in values.items())


def _replaced(codes: pl.Series, words: Callable[[str], Words]) -> pl.Series:
    known = {code: words(code).beside(code) for code in codes.drop_nulls().unique().to_list()}
    return codes.cast(pl.String).replace_strict(known, default=None, return_dtype=pl.String)


def _value(row: Mapping[str, str | None], name: str, names: Names) -> str | None:
    value, words = row[name], CORRECTED.get(row["column"] or "")
    if value and row["column"] == "id_number":
        return masked_id_number(value)
    return value if not value or words is None else words(names, value).beside(value)


def _table(code: str) -> Words:
    return Words(code, INPUT_TABLES[code].zh)


def _column(code: str) -> Words:
    return Words(code, COLUMNS[code].zh)


def _action(code: str) -> Words:
    return Words(code, COLUMNS["action"].choices[code])

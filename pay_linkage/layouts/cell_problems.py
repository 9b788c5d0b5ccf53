"""Cells that an importer would refuse, found before anybody is handed the file.

Each is told at the person's row of the people table, where it can be mended, without the value.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from contracts.input_table import ROW, Origin
from contracts.problem import Problem
from pay_linkage.layouts.column import Column
from pay_linkage.layouts.file_form import CsvForm
from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.names import FileKind

MOST_SHOWN = 100
LONGEST_CELL = 32_767
"""Signs that a workbook's cell holds at most."""


def cell_problems(
    column: Column, layout: Layout, rows: pl.DataFrame, cells: pl.Series, origin: Origin
) -> Iterator[Problem]:
    """Empty cells where something is required, texts too long or of another form, signs that the encoding lacks.

    ``rows`` are the rows of ``sources``, ``cells`` the column's, row by row.
    """
    if column.required:
        yield from _told("export_cell_empty", column, rows.filter(cells.is_null()), origin)
    if cells.dtype != pl.String:
        return
    if column.pattern is not None:
        unfit = cells.str.contains(column.pattern.anchored).not_().fill_null(value=False)
        yield from _told("export_cell_malformed", column, rows.filter(unfit), origin, pattern=column.pattern.text)
    most = LONGEST_CELL if column.longest is None else column.longest
    too_long = (cells.str.len_chars() > most).fill_null(value=False)
    yield from _told("export_cell_too_long", column, rows.filter(too_long), origin, most=str(most))
    if isinstance(layout.file, CsvForm) and layout.file.encoding != "utf-8":
        lost = pl.Series([not _encodable(text, layout.file.encoding) for text in cells], dtype=pl.Boolean)
        yield from _told("export_cell_not_encodable", column, rows.filter(lost), origin, encoding=layout.file.encoding)


def word_problems(column: Column, kind: FileKind, rows: pl.DataFrame, origin: Origin) -> Iterator[Problem]:
    """Values for which the column has no word; one problem a row."""
    name = column.filling(kind).from_
    if not column.words or name is None or name not in rows.columns:
        return
    without = rows[name].is_in(list(column.words)).not_() & rows[name].is_not_null()
    yield from _told("export_word_missing", column, rows.filter(without), origin, words=", ".join(column.words))


def _encodable(text: str | None, encoding: str) -> bool:
    try:
        (text or "").encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _told(code: str, column: Column, bad: pl.DataFrame, origin: Origin, **facts: str) -> Iterator[Problem]:
    """One problem a row; of many, one that says how many there are besides."""
    facts = {"heading": column.heading, **facts}
    for row, person in bad.head(MOST_SHOWN).select(ROW, "person_id").iter_rows():
        yield Problem(code, origin.place(row, column.from_), "people", column.heading, person, None, facts)
    if bad.height > MOST_SHOWN:
        more = {"code": code, "count": str(bad.height - MOST_SHOWN)}
        yield Problem("more_of_the_same", origin.place(), "people", column.heading, None, None, more)

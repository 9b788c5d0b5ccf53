"""One sheet of a workbook: a frame under headings in both languages, each column in its own format.

Belongs here: how a column of ``contracts`` looks in a spreadsheet. Every text is written as text, so nothing is
computed but the totals. Numbers go from decimal to digits without a float.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from math import ceil
from typing import Any

import polars as pl
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Format, Workbook, Worksheet

from contracts.column import Column
from contracts.columns import COLUMNS
from contracts.text_width import columns_wide
from pay_linkage.exports.inert_text import RICH, write_text
from pay_linkage.exports.sheet_rows import is_usual, write_usual_rows

TEXT, COUNT, DAY, MONEY = "@", "0", "yyyy-mm-dd", "#,##0.00"
CENTS = 2
WRAPPED = 48
"""Width of a column whose texts are sentences: they run on in further lines of their cell."""
LINE_HEIGHT = 15
SHOWN_PLACES = 4
"""Decimals that are always shown; further ones are where they are not 0."""
WIDTHS = {"code": 20, "text": 24, "choice": 24, "number": 16, "count": 10, "date": 12, "fact": 10, "value": 24}
DAY_ZERO = date(1899, 12, 30)
FACTS = {True: "是 Yes", False: "否 No"}


class Sheet:
    """A sheet named ``name``, written row by row from the top; ``columns`` are names of ``contracts.columns``,
    ``sentences`` those among them whose texts are long.
    """

    def __init__(self, workbook: Workbook, name: str, columns: Sequence[str], sentences: Collection[str] = ()) -> None:
        self._columns = [COLUMNS[column] for column in columns]
        self._sentences = sentences
        self._sheet: Worksheet = workbook.add_worksheet(name)
        self._plain: Format = workbook.add_format()
        self._formats = [workbook.add_format(self._look(column)) for column in self._columns]
        self._bold = [workbook.add_format({"num_format": f.num_format, "bold": True, "top": 1}) for f in self._formats]
        self._headings(workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}))

    def write(self, frame: pl.DataFrame, summed: Sequence[str] = ()) -> None:
        """Write the frame's rows, and below them the totals of the columns ``summed`` where there are any."""
        shown = frame.select(cells(column) for column in self._columns)
        last = shown.height - 1  # by its own cells: xlsxwriter holds a row back until it knows of another one
        if last > 0 and self._sheet.constant_memory and not self._sentences and is_usual(shown):
            write_usual_rows(self._sheet, shown.head(last), self._formats)
            self._rows(shown.tail(1), last + 1)
        else:
            self._rows(shown, 1)
        if summed:
            self._totals(frame, summed)
        self._sheet.autofilter(0, 0, frame.height, len(self._columns) - 1)

    def _rows(self, shown: pl.DataFrame, first: int) -> None:
        """The rows from the sheet's row ``first`` on, cell by cell."""
        writers = [self._writer(shown[column.name]) for column in self._columns]
        looks = list(zip(range(len(writers)), writers, self._formats, strict=True))
        for row, values in enumerate(shown.iter_rows(), start=first):
            if self._sentences:
                self._height(row, values)
            for (place, write, style), value in zip(looks, values, strict=True):
                if value is not None:
                    write(row, place, value, style)

    def _look(self, column: Column) -> dict[str, object]:
        """A column's format; beside sentences of several lines everything stands at the top of its row."""
        top = {"valign": "top"} if self._sentences else {}
        return {"num_format": number_format(column), **top, "text_wrap": column.name in self._sentences}

    def _headings(self, style: Format) -> None:
        sheet = self._sheet
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for place, column in enumerate(self._columns):
            wide = WRAPPED if column.name in self._sentences else width(column)
            sheet.set_column(place, place, wide, self._formats[place])
        sheet.set_row(0, 32)
        for place, column in enumerate(self._columns):
            sheet.write_string(0, place, f"{column.zh}\n{column.en}", style)

    def _height(self, row: int, values: Sequence[Any]) -> None:
        """Room for the longest sentence of the row: not every program makes it by itself."""
        sentences = [v for c, v in zip(self._columns, values, strict=True) if c.name in self._sentences and v]
        lines = max((ceil(columns_wide(sentence) / (WRAPPED - 2)) for sentence in sentences), default=1)
        if lines > 1:
            self._sheet.set_row(row, LINE_HEIGHT * lines)

    def _writer(self, column: pl.Series) -> Callable[[int, int, Any, Format], object]:
        """What writes the column's cells: chosen once, since it is called for each."""
        if column.dtype != pl.String:
            return self._sheet.write_number  # type: ignore[no-any-return]
        if column.str.starts_with(RICH[0]).any():
            return partial(write_text, self._sheet, plain=self._plain)
        return self._sheet.write_string  # type: ignore[no-any-return]

    def _totals(self, frame: pl.DataFrame, summed: Sequence[str]) -> None:
        row = frame.height + 1
        self._sheet.write_string(row, 0, "合计 Total", self._bold[0])
        for place, column in enumerate(self._columns):
            if column.name in summed:
                letter = xl_col_to_name(place)
                total = frame[column.name].sum() or Decimal(0)
                first = min(2, row)
                self._sheet.write_formula(row, place, f"=SUM({letter}{first}:{letter}{row})", self._bold[place], total)


def cells(column: Column) -> pl.Expr:
    """A column's values as a sheet takes them: text, whole numbers, decimals; a day as its number, a fact as a word."""
    value = pl.col(column.name)
    if column.kind == "date":
        return (value - pl.lit(DAY_ZERO)).dt.total_days()
    if column.kind == "fact":
        return value.replace_strict(FACTS, return_dtype=pl.String)
    if column.choices:
        words = {code: f"{word} {code}" for code, word in column.choices.items()}
        return value.replace_strict(words, default=value, return_dtype=pl.String)
    return value


def number_format(column: Column) -> str:
    """The spreadsheet's number format of a column: text stays text, money has two decimals."""
    if column.kind == "number":
        further = "#" * (column.scale - SHOWN_PLACES)
        return MONEY if column.scale == CENTS else "0." + "0" * min(column.scale, SHOWN_PLACES) + further
    return {"count": COUNT, "date": DAY}.get(column.kind, TEXT)


def width(column: Column) -> int:
    """A column's width in characters: what its kind needs, or its heading."""
    return max(WIDTHS[column.kind], len(column.en) + 2, 2 * len(column.zh) + 2)

"""A sample as one Chinese workbook: a sheet per table, Chinese headings and words, the same bytes each time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from contracts.column import Column
from contracts.columns import COLUMNS
from contracts.table import Table
from sample_data.generator.table_rows import Row, Tables, given_tables, written_columns

CREATED = datetime(2018, 12, 31, tzinfo=UTC).replace(tzinfo=None)
"""The date in the workbook's properties; a fixed one keeps its bytes the same."""
WIDTH = 14


class SheetFormats:
    """The cell formats of one workbook by kind of column."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self.header: Format = workbook.add_format({"bold": True, "bottom": 1})
        self.text: Format = workbook.add_format({"num_format": "@"})
        self.date: Format = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self.money: Format = workbook.add_format({"num_format": "#,##0.00"})

    def of(self, column: Column) -> Format | None:
        """The format of a column's cells; plain numbers have none."""
        if column.kind == "date":
            return self.date
        if column.kind in ("number", "count"):
            return self.money if column.name in ("base_pay", "amount") else None
        return self.text


def write_workbook(tables: Tables, path: Path) -> None:
    """Write all tables that have rows into one workbook; numbers and dates are real ones, codes and names are text."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"title": path.stem, "created": CREATED})
        formats = SheetFormats(workbook)
        for table, rows in given_tables(tables):
            _fill(workbook.add_worksheet(table.zh), formats, table, rows)


def _fill(sheet: Worksheet, formats: SheetFormats, table: Table, rows: list[Row]) -> None:
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(written_columns(table, rows)):
        column = COLUMNS[name]
        kind = formats.of(column)
        sheet.set_column(place, place, WIDTH, kind)
        sheet.write_string(0, place, column.zh, formats.header)
        for number, row in enumerate(rows, start=1):
            if text := row.get(name):
                _write(sheet, (number, place), column, text, kind)


def _write(sheet: Worksheet, cell: tuple[int, int], column: Column, text: str, kind: Format | None) -> None:
    if column.kind in ("number", "count"):
        sheet.write_number(*cell, float(text), kind)
    elif column.kind == "date":
        sheet.write_datetime(*cell, datetime.fromisoformat(text), kind)
    else:
        sheet.write_string(*cell, column.choices.get(text, text), kind)

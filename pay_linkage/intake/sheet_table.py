"""One table out of the rows of a sheet, every cell knowing its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

import polars as pl
from xlsxwriter.utility import xl_col_to_name

from contracts.column import Column
from contracts.input_table import ROW, Origin
from contracts.problem import Place, Problem
from contracts.table import Table
from pay_linkage.intake.cell_mark import CellMark, SheetScan
from pay_linkage.intake.cell_text import cell_text, plain_text
from pay_linkage.intake.raw_table import Fault, RawTable, trimmed
from pay_linkage.intake.table_area import SEARCHED_ROWS, Header, header, header_missing, header_problems

Row = Sequence[object]


def sheet_table(
    place: Place, rows: Sequence[Row], scan: SheetScan, table: Table
) -> tuple[RawTable | None, list[Problem]]:
    """The table on one sheet, and every problem of its form."""
    first = list(islice(((number, row) for number, row in enumerate(rows) if not _is_blank(row)), SEARCHED_ROWS))
    head = [[plain_text(cell) for cell in row] for _, row in first]
    if not head:
        return None, [Problem("file_empty", place, table.name)]
    top = header(head, table)
    if top is None:
        return None, [header_missing(head, table, place)]
    number = first[top.position][0]
    problems = header_problems(top, table, Place(place.file, place.sheet, number + 1))
    body = [(n, row) for n, row in enumerate(rows) if n > number and not _is_blank(row, n, scan)]
    return _raw_table(place, body, top, scan, table), problems


def _is_blank(row: Row, number: int = -1, scan: SheetScan | None = None) -> bool:
    """Whether a row holds nothing but white space, nor, where ``scan`` is given, a formula that came to nothing."""
    if any(cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in row):
        return False
    return scan is None or number not in scan.marked_rows


def _raw_table(place: Place, body: list[tuple[int, Row]], top: Header, scan: SheetScan, table: Table) -> RawTable:
    used = {name: index for index, name in enumerate(top.columns) if name}
    numbers = [number for number, _ in body]
    cells: dict[str, pl.Series] = {}
    faults: dict[str, dict[int, Fault]] = {}
    for column in table.columns:
        if column.name in used:
            index = used[column.name]
            marks = {number: mark for (number, at), mark in scan.marks.items() if at == index}
            cells[column.name], faults[column.name] = _texts([row[index] for _, row in body], numbers, column, marks)
    cells[ROW] = pl.Series(ROW, [number + 1 for number in numbers], pl.Int64)
    text = pl.DataFrame(cells).with_columns(trimmed(pl.exclude(ROW)))
    letters = {name: xl_col_to_name(index) for name, index in used.items()}
    return RawTable(table, Origin(place.file, place.sheet, letters), text, faults)


def _texts(
    values: list[object], numbers: list[int], column: Column, marks: Mapping[int, CellMark]
) -> tuple[pl.Series, dict[int, Fault]]:
    """The texts of one column's cells, and the faults of those that have none."""
    if not marks and all(type(value) is str for value in values):
        return pl.Series(values, dtype=pl.String).str.replace_all("\r\n", "\n", literal=True), {}
    found = [cell_text(value, column, marks.get(number)) for value, number in zip(values, numbers, strict=True)]
    faults = {at: text for at, text in enumerate(found) if isinstance(text, Fault)}
    return pl.Series([None if isinstance(text, Fault) else text for text in found], dtype=pl.String), faults

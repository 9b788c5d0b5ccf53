"""One table out of the rows of a sheet, every cell knowing its address."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from xlsxwriter.utility import xl_col_to_name

from contracts.columns import COLUMNS
from contracts.input_table import ROW, Origin
from contracts.problem import Place, Problem
from contracts.table import Table
from pay_linkage.intake.cell_mark import SheetScan
from pay_linkage.intake.cell_text import cell_text, plain_text
from pay_linkage.intake.raw_table import Fault, RawTable, trimmed
from pay_linkage.intake.table_area import SEARCHED_ROWS, Header, header, header_missing, header_problems

Row = Sequence[object]


def sheet_table(
    place: Place, rows: Sequence[Row], scan: SheetScan, table: Table
) -> tuple[RawTable | None, list[Problem]]:
    """The table on one sheet, and every problem of its form."""
    filled = [(number, row) for number, row in enumerate(rows) if not _is_blank(row)]
    head = [[plain_text(cell) for cell in row] for _, row in filled[:SEARCHED_ROWS]]
    if not filled:
        return None, [Problem("file_empty", place, table.name)]
    top = header(head, table)
    if top is None:
        return None, [header_missing(head, table, place)]
    number = filled[top.position][0]
    problems = header_problems(top, table, Place(place.file, place.sheet, number + 1))
    body = [(n, row) for n, row in enumerate(rows) if n > number and not _is_blank(row, n, scan)]
    return _raw_table(place, body, top, scan, table), problems


def _is_blank(row: Row, number: int = -1, scan: SheetScan | None = None) -> bool:
    """Whether a row holds nothing but white space, nor, where ``scan`` is given, a formula that came to nothing."""
    if any(cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in row):
        return False
    return scan is None or number not in scan.marked_rows


def _raw_table(place: Place, body: list[tuple[int, Row]], top: Header, scan: SheetScan, table: Table) -> RawTable:
    used = {column: index for index, column in enumerate(top.columns) if column}
    cells: dict[str, pl.Series] = {}
    faults: dict[str, dict[int, Fault]] = {}
    for name, index in used.items():
        column = COLUMNS[name]
        texts = [cell_text(row[index], column, scan.marks.get((number, index))) for number, row in body]
        faults[name] = {at: text for at, text in enumerate(texts) if isinstance(text, Fault)}
        cells[name] = pl.Series(name, [None if isinstance(t, Fault) else t for t in texts], pl.String)
    cells[ROW] = pl.Series(ROW, [number + 1 for number, _ in body], pl.Int64)
    text = pl.DataFrame(cells).with_columns(trimmed(pl.exclude(ROW)))
    letters = {name: xl_col_to_name(index) for name, index in used.items()}
    return RawTable(table, Origin(place.file, place.sheet, letters), text, faults)

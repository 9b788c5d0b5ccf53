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
from pay_linkage.intake.head_cells import HeadRow, head_rows
from pay_linkage.intake.header_problems import header_missing, header_problems
from pay_linkage.intake.merged_cells import Covered, Row, is_blank
from pay_linkage.intake.money_unit import money_unit_problems
from pay_linkage.intake.raw_table import Fault, RawTable, trimmed
from pay_linkage.intake.row_kind import table_places
from pay_linkage.intake.sheet_body import Body, sheet_body
from pay_linkage.intake.table_area import SEARCHED_ROWS, Header, header


def sheet_table(
    place: Place, rows: Sequence[Row], scan: SheetScan, table: Table
) -> tuple[RawTable | None, list[Problem]]:
    """The table on one sheet, and every problem of its form."""
    head = sheet_head(rows, scan)
    if not head:
        return None, [Problem("file_empty", place, table.name)]
    top = header(head, table)
    if top is None:
        return None, [header_missing([[cell.text for cell in row.cells] for row in head], table, place)]
    found = sheet_body(place, rows, scan, top, head, table_places(top, table), table.name)
    below = Place(place.file, place.sheet, head[top.position].number + 1)
    unit = money_unit_problems(place, [*head[: top.first], *found.captions], top.columns, table.name)
    return _raw_table(place, found, top, table), [*header_problems(top, table, below), *unit, *found.problems]


def sheet_head(rows: Sequence[Row], scan: SheetScan, last: int | None = None) -> list[HeadRow]:
    """The first rows that are not blank; those up to row ``last`` (from 0) where it is given."""
    filled = (
        (number, row) for number, row in enumerate(rows[: None if last is None else last + 1]) if not is_blank(row)
    )
    first = islice(filled, SEARCHED_ROWS if last is None else None)
    return head_rows([(number, [plain_text(cell) for cell in row]) for number, row in first], scan.merges)


def _raw_table(place: Place, body: Body, top: Header, table: Table) -> RawTable:
    used = top.used
    numbers = [number for number, _ in body.rows]
    cells: dict[str, pl.Series] = {}
    faults: dict[str, dict[int, Fault]] = {}
    for column in table.columns:
        if column.name in used:
            index = used[column.name]
            of_column = {number: mark for (number, at), mark in body.marks.items() if at == index}
            cells[column.name], faults[column.name] = column_texts(
                [row[index] for _, row in body.rows], numbers, column, of_column
            )
    cells[ROW] = pl.Series(ROW, [number + 1 for number in numbers], pl.Int64)
    text = pl.DataFrame(cells).with_columns(trimmed(pl.exclude(ROW)))
    letters = {name: xl_col_to_name(index) for name, index in used.items()}
    return RawTable(table, Origin(place.file, place.sheet, letters), text, faults)


def column_texts(
    values: list[object], numbers: list[int], column: Column, marks: Mapping[int, CellMark]
) -> tuple[pl.Series, dict[int, Fault]]:
    """The texts of one column's cells, and the faults of those that have none."""
    if not marks and all(type(value) is str for value in values):
        return pl.Series(values, dtype=pl.String).str.replace_all("\r\n", "\n", literal=True), {}
    found = [
        value.fault if isinstance(value, Covered) else cell_text(value, column, marks.get(number))
        for value, number in zip(values, numbers, strict=True)
    ]
    faults = {at: text for at, text in enumerate(found) if isinstance(text, Fault)}
    return pl.Series([None if isinstance(text, Fault) else text for text in found], dtype=pl.String), faults

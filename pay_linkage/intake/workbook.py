"""The tables of one workbook, a sheet each, every cell knowing its address."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
from xlsxwriter.utility import xl_col_to_name

from contracts.columns import COLUMNS
from contracts.input_table import ROW, Origin
from contracts.problem import Place, Problem
from contracts.table import Table
from contracts.tables import INPUT_TABLES, READ_TABLES
from pay_linkage.intake.cell_mark import SheetScan
from pay_linkage.intake.cell_text import cell_text, plain_text
from pay_linkage.intake.headings import close_table, names_of, plain_heading, table_of
from pay_linkage.intake.raw_table import Fault, RawTable, trimmed
from pay_linkage.intake.regular_file import file_bytes
from pay_linkage.intake.table_area import SEARCHED_ROWS, Header, header, header_missing, header_problems
from pay_linkage.intake.workbook_archive import NotOpened, wrapping
from pay_linkage.intake.xls_marks import xls_scans
from pay_linkage.intake.xlsx_marks import sheet_scan
from pay_linkage.intake.xlsx_parts import XlsxParts

MOST_CELLS = 8_000_000
"""How many cells, empty ones between them included, a sheet may span."""

Row = Sequence[object]
Choice = Callable[[str, CalamineWorkbook], tuple[dict[str, str], list[Problem]]]
"""Tells, for a workbook of that name, which table is on which sheet, and what is wrong with the sheets' names."""


def workbook_tables(path: Path) -> tuple[list[RawTable], list[Problem]]:
    """The input tables of the workbook at ``path`` as text, and every problem of its form."""
    return _opened(path, _table_sheets)


def workbook_table(path: Path, table: Table) -> tuple[list[RawTable], list[Problem]]:
    """The one table of the workbook at ``path``: on the visible sheet that bears its name, or on the only one."""
    return _opened(path, lambda file, workbook: _one_sheet(file, workbook, table))


def _opened(path: Path, chosen: Choice) -> tuple[list[RawTable], list[Problem]]:
    data = file_bytes(path)
    if isinstance(data, Problem):
        return [], [data]
    try:
        return _tables(path.name, data, chosen)
    except NotOpened as refusal:
        return [], [Problem(refusal.code, Place(path.name))]
    except CalamineError:
        return [], [Problem("workbook_not_readable", Place(path.name))]


def _tables(file: str, data: bytes, chosen: Choice) -> tuple[list[RawTable], list[Problem]]:
    kind = wrapping(data)
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        sheets, problems = chosen(file, workbook)
        scans = _xlsx_scans(data, sheets.values()) if kind == "xlsx" else xls_scans(data)
        raw = []
        for table_name, sheet in sheets.items():
            scan = scans.get(sheet, SheetScan({}))
            if scan.rows * scan.columns > MOST_CELLS:
                problems.append(Problem("sheet_too_large", Place(file, sheet), table_name))
                continue
            rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            found, wrong = _sheet_table(Place(file, sheet), rows, scan, READ_TABLES[table_name])
            problems += wrong
            raw += [found] if found else []
    return raw, problems


def _xlsx_scans(data: bytes, sheets: Iterable[str]) -> dict[str, SheetScan]:
    with XlsxParts(data) as parts:
        styles, where = parts.style_marks(), parts.sheets()
        return {sheet: sheet_scan(parts.xml(where[sheet]), styles) for sheet in sheets if sheet in where}


def _table_sheets(file: str, workbook: CalamineWorkbook) -> tuple[dict[str, str], list[Problem]]:
    """Table name → the visible sheet that holds it, and what is wrong with the sheets' names."""
    sheets: dict[str, list[str]] = {}
    hidden: dict[str, str] = {}
    others: list[str] = []
    for sheet in workbook.sheets_metadata:
        table = table_of(sheet.name) if sheet.typ == SheetTypeEnum.WorkSheet else None
        if sheet.visible != SheetVisibleEnum.Visible:
            hidden |= {table.name: sheet.name} if table else {}
        elif table:
            sheets.setdefault(table.name, []).append(sheet.name)
        else:
            others.append(sheet.name)
    problems = _name_problems(file, sheets, hidden, others)
    return {name: sheets[name][0] for name in INPUT_TABLES if len(sheets.get(name, [])) == 1}, problems


def _one_sheet(file: str, workbook: CalamineWorkbook, table: Table) -> tuple[dict[str, str], list[Problem]]:
    visible = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    named = [name for name in visible if plain_heading(name) in names_of(table)]
    chosen = named or visible
    if len(chosen) == 1:
        return {table.name: chosen[0]}, []
    if named:
        return {}, [Problem("table_twice", Place(file, named[-1]), table.name, facts={"places": ", ".join(named)})]
    facts = {"names": f"{table.zh} / {table.name}", "found": ", ".join(visible) or "–"}
    return {}, [Problem("sheet_missing", Place(file), table.name, facts=facts)]


def _name_problems(file: str, sheets: dict[str, list[str]], hidden: dict[str, str], others: list[str]) -> list[Problem]:
    """A table on two sheets or on a hidden one only, a name that misspells a table's, or no table at all."""
    problems = [
        Problem("table_twice", Place(file, names[-1]), table, facts={"places": ", ".join(names)})
        for table, names in sheets.items()
        if len(names) > 1
    ]
    problems += [
        Problem("sheet_hidden", Place(file, sheet), table) for table, sheet in hidden.items() if table not in sheets
    ]
    for name in others:
        close = close_table(name)
        if close and close.name not in sheets:
            problems.append(Problem("table_name_unclear", Place(file, name), close.name, value=name))
    if not sheets and not problems:
        problems.append(Problem("inputs_without_tables", Place(file), facts={"found": ", ".join(others) or "–"}))
    return problems


def _sheet_table(
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

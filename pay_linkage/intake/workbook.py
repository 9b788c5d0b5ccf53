"""The tables of one workbook, a sheet each, every cell knowing its address."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from contracts.problem import Place, Problem
from contracts.table import Table
from contracts.tables import READ_TABLES
from pay_linkage.intake.cell_mark import SheetScan
from pay_linkage.intake.raw_table import RawTable
from pay_linkage.intake.regular_file import file_bytes, file_name
from pay_linkage.intake.sheet_table import sheet_table
from pay_linkage.intake.workbook_archive import NotOpened, wrapping
from pay_linkage.intake.workbook_sheets import one_sheet, table_sheets
from pay_linkage.intake.xls_marks import xls_scans
from pay_linkage.intake.xlsx_marks import sheet_scan
from pay_linkage.intake.xlsx_parts import XlsxParts

MOST_CELLS = 8_000_000
"""How many cells, empty ones between them included, a sheet may span."""
PANIC = "PanicException"
"""What the reader raises where it trips over damaged bytes; the class has no public home and is no ``Exception``."""

Choice = Callable[[str, CalamineWorkbook], tuple[dict[str, str], list[Problem]]]
"""Tells, for a workbook of that name, which table is on which sheet, and what is wrong with the sheets' names."""


def workbook_tables(path: Path) -> tuple[list[RawTable], list[Problem]]:
    """The input tables of the workbook at ``path`` as text, and every problem of its form."""
    return _opened(path, table_sheets)


def workbook_table(path: Path, table: Table) -> tuple[list[RawTable], list[Problem]]:
    """The one table of the workbook at ``path``: on the visible sheet that bears its name, or on the only one."""
    return _opened(path, lambda file, workbook: one_sheet(file, workbook, table))


def _opened(path: Path, chosen: Choice) -> tuple[list[RawTable], list[Problem]]:
    data = file_bytes(path)
    if isinstance(data, Problem):
        return [], [data]
    try:
        return _tables(file_name(path), data, chosen)
    except NotOpened as refusal:
        return [], [Problem(refusal.code, Place(file_name(path)))]
    except CalamineError:
        return [], [Problem("workbook_not_readable", Place(file_name(path)))]
    except BaseException as panic:
        if type(panic).__name__ != PANIC:
            raise
        return [], [Problem("workbook_not_readable", Place(file_name(path)))]


def _tables(file: str, data: bytes, chosen: Choice) -> tuple[list[RawTable], list[Problem]]:
    kind = wrapping(data)
    scans = xls_scans(data) if kind == "xls" else {}
    far = [Problem("sheet_too_large", Place(file, sheet)) for sheet, scan in scans.items() if _is_too_large(scan)]
    if far:
        return [], far
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        sheets, problems = chosen(file, workbook)
        scans = _xlsx_scans(data, sheets.values()) if kind == "xlsx" else scans
        raw = []
        for table_name, sheet in sheets.items():
            if sheet not in scans:
                raise NotOpened("workbook_not_readable")
            scan = scans[sheet]
            if _is_too_large(scan):
                problems.append(Problem("sheet_too_large", Place(file, sheet), table_name))
                continue
            rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            found, wrong = sheet_table(Place(file, sheet), rows, scan, READ_TABLES[table_name])
            problems += wrong
            raw += [found] if found else []
    return raw, problems


def _is_too_large(scan: SheetScan) -> bool:
    """Whether reading would take memory for more cells than any table has; all sheets of an .xls are read at once."""
    return scan.rows * scan.columns > MOST_CELLS


def _xlsx_scans(data: bytes, sheets: Iterable[str]) -> dict[str, SheetScan]:
    with XlsxParts(data) as parts:
        styles, where = parts.style_marks(), parts.sheets()
        return {sheet: sheet_scan(parts.xml(where.get(sheet, "")), styles) for sheet in sheets}

"""A workbook that has been opened: the cells of one sheet after the other, each with what it is beside its value."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Self

from python_calamine import CalamineSheet, CalamineWorkbook

from pay_linkage.confinement import earn
from pay_linkage.intake.cell_mark import CellMark, Merge, SheetScan
from pay_linkage.intake.merged_cells import Row, covered_cells
from pay_linkage.intake.workbook_archive import NotOpened, wrapping
from pay_linkage.intake.xls_marks import xls_scans
from pay_linkage.intake.xlsx_marks import sheet_scan
from pay_linkage.intake.xlsx_parts import XlsxParts

MOST_CELLS = 8_000_000
"""How many cells, empty ones between them included, a sheet may span."""


class SheetTooLarge(Exception):
    """Reading the ``sheet`` would take memory for more cells than any table has."""

    def __init__(self, sheet: str) -> None:
        super().__init__("the sheet's cells reach too far")
        self.sheet = sheet


class OpenWorkbook:
    """The workbook in ``data``, an .xlsx or .xls whatever it is called.

    Raises ``NotOpened`` where it cannot be read, ``SheetTooLarge`` where a sheet would take too much memory; all sheets
    of an .xls are read at once.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._scans = xls_scans(data) if wrapping(data) == "xls" else None
        self._filled: dict[str, int] = {}
        for sheet, scan in (self._scans or {}).items():
            self._admit(sheet, scan)
        self.book = CalamineWorkbook.from_filelike(io.BytesIO(data))

    @cached_property
    def _parts(self) -> tuple[XlsxParts, dict[str, str], dict[int, CellMark]]:
        """The parts of an .xlsx, where its sheets are, and the marks of its styles."""
        parts = XlsxParts(self._data)
        parts.judge_texts()
        return parts, parts.sheets(), parts.style_marks()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.book.close()

    def content(self, sheet: str) -> tuple[Sequence[Row], SheetScan]:
        """The rows of a sheet, and the scan of its cells."""
        scan = self._scan(sheet)
        self._admit(sheet, scan)
        found = self.book.get_sheet_by_name(sheet)
        rows, merges = found.to_python(skip_empty_area=False), _merges(found)
        if covered_cells(merges, len(rows), len(rows[0]) if rows else 0) > MOST_CELLS:
            raise SheetTooLarge(sheet)
        return _with_marked_rows(rows, scan), replace(scan, merges=merges)

    def _admit(self, sheet: str, scan: SheetScan) -> None:
        if scan.rows * scan.columns > MOST_CELLS:
            raise SheetTooLarge(sheet)
        self._earn(sheet, scan.filled)

    def _earn(self, sheet: str, filled: int) -> None:
        """What the cells of a sheet that are seen to be filled need is granted, once."""
        already = self._filled.get(sheet, 0)
        if filled > already:
            earn(sum(self._filled.values()), filled - already)
            self._filled[sheet] = filled

    def _scan(self, sheet: str) -> SheetScan:
        if self._scans is None:
            parts, sheets, styles = self._parts
            return sheet_scan(parts.pieces(sheets.get(sheet, "")), styles, lambda filled: self._earn(sheet, filled))
        if sheet not in self._scans:
            raise NotOpened("workbook_not_readable")
        return self._scans[sheet]


def _merges(sheet: CalamineSheet) -> tuple[Merge, ...]:
    return tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())


def _with_marked_rows(rows: list[list[Any]], scan: SheetScan) -> list[list[Any]]:
    """The rows, and blank ones below them as far as formulas reach that came to nothing: these have no value."""
    lacking = max(scan.marked_rows, default=-1) + 1 - len(rows)
    return rows + [[""] * len(rows[0])] * lacking if rows and lacking > 0 else rows

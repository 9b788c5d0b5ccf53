"""The copy of an .xlsx workbook with everything that openpyxl keeps: formats, widths, formulas, notes, drop-downs."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from contracts.problem import Language, Problem
from pay_linkage.annotations.copy_text import TEXTS, said
from pay_linkage.annotations.marked_cell import mark, unmark
from pay_linkage.annotations.problem_sheet import Found, write_problem_sheet
from pay_linkage.annotations.targets import marks

Marks = Mapping[tuple[int, int], list[Problem]]


def formatted_copy(data: bytes, found: Found, lang: Language) -> bytes:
    """The workbook ``data`` with the problems' sheet in front and the wrong cells marked; an earlier check's marks go.

    Links to other workbooks are cut, and formulas are computed when the copy is opened. Raises whatever openpyxl raises
    for a workbook that it cannot take.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl cannot keep, on a terminal where nobody can act on it
        book = load_workbook(BytesIO(data), rich_text=True, keep_links=False)
    _remove_earlier_check(book)
    for title, cells in marks(found).items():
        _mark_all(book[title], cells, lang)
    write_problem_sheet(book.create_sheet(said("sheet", lang), 0), found, lang, values_only=False)
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = False  # sheets selected together would be edited together
    book.active = 0
    book.calculation.fullCalcOnLoad = True
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _mark_all(sheet: Worksheet, cells: Marks, lang: Language) -> None:
    merged: dict[tuple[int, int], list[Problem]] = {}
    for (row, column), problems in cells.items():
        merged.setdefault(_visible(sheet, row, column), []).extend(problems)
    for (row, column), problems in merged.items():
        cell = sheet.cell(row, column)
        if isinstance(cell, Cell):
            mark(cell, problems, lang)


def _visible(sheet: Worksheet, row: int, column: int) -> tuple[int, int]:
    """The cell itself, or the one that shows for it where cells are merged."""
    for cells in sheet.merged_cells.ranges:
        if cells.min_row <= row <= cells.max_row and cells.min_col <= column <= cells.max_col:
            return cells.min_row, cells.min_col
    return row, column


def _remove_earlier_check(book: Workbook) -> None:
    """Take away the problems' sheet of an earlier check, and its marks, which that sheet's links lead to."""
    for title in TEXTS["sheet"].values():
        if title in book.sheetnames:
            for cell in _linked_cells(book, book[title]):
                unmark(cell)
            book.remove(book[title])


def _linked_cells(book: Workbook, sheet: Any) -> list[Cell]:
    links = [cell.hyperlink for (cell,) in sheet.iter_rows(min_col=2, max_col=2) if cell.hyperlink]
    places = [link.location.rsplit("!", 1) for link in links if link.location and "!" in link.location]
    named = [(quoted.strip("'").replace("''", "'"), address) for quoted, address in places]
    return [book[title][address] for title, address in named if title in book.sheetnames]

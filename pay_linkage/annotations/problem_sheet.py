"""The sheet that lists every problem, with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from contracts.problem import Language, Problem
from pay_linkage.annotations.copy_text import HEADINGS, column_name, said, table_name
from pay_linkage.annotations.targets import Target
from pay_linkage.exports.inert_cell import inert_cell

WIDTHS = (7, 24, 14, 16, 24, 52, 40, 52, 28)
PLACE = "B"
HEAD = 4
"""Row of the headings."""
MOST_LINKS = 60_000
"""A sheet holds 65,530 links at most."""
LINK = Font(color="0563C1", underline="single")
TOP = Alignment(wrap_text=True, vertical="top")
Found = Sequence[tuple[Problem, Target | None]]


def write_problem_sheet(sheet: Any, found: Found, lang: Language, *, values_only: bool) -> None:
    """Fill the empty sheet, of a write-only workbook or of one in memory, row by row."""
    sheet.freeze_panes = f"A{HEAD + 1}"
    for place, wide in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = wide
    sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(WIDTHS))}{HEAD + len(found)}"
    sheet.append([_styled(sheet, said("count", lang, count=len(found)), Font(bold=True, size=14))])
    sheet.append([inert_cell(sheet, said("hint", lang))])
    sheet.append([inert_cell(sheet, said("values", lang) if values_only else "")])
    sheet.append([_styled(sheet, text, Font(bold=True)) for text in HEADINGS[lang]])
    for number, (problem, at) in enumerate(found, start=1):
        number_cell, place_cell, *rest = [_styled(sheet, text) for text in _line(problem, at, number, lang)]
        if at is not None and number <= MOST_LINKS:
            _link(place_cell, at, f"{PLACE}{HEAD + number}")
        sheet.append([number_cell, place_cell, *rest])


def _line(problem: Problem, at: Target | None, number: int, lang: Language) -> Iterator[str]:
    yield str(number)
    yield place_text(problem, at, lang)
    yield table_name(problem, lang)
    yield column_name(problem, lang)
    yield problem.key or ""
    yield problem.text("what", lang)
    yield problem.text("expected", lang)
    yield problem.text("mend", lang)
    yield problem.code


def place_text(problem: Problem, at: Target | None, lang: Language) -> str:
    """The sheet and cell of the copy, or the file and row where the copy has no such sheet."""
    if at is not None:
        return f"{at.sheet}!{at.address}" if at.marked else at.sheet
    return problem.place.text(lang)


def _styled(sheet: Any, text: str, font: Font | None = None) -> Cell:
    cell = inert_cell(sheet, text)
    cell.alignment = TOP
    if font is not None:
        cell.font = font
    return cell


def _link(cell: Cell, at: Target, address: str) -> None:
    link = Hyperlink(ref=address, location=f"{quote_sheetname(at.sheet)}!{at.address}")
    cell.hyperlink = link
    link.ref = address  # a cell that is not yet on its sheet has set it to its own address
    cell.font = LINK

"""Where the codes to choose from stand: a sheet with a pair of columns a list, and the units' own sheet."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname

from contracts.columns import COLUMNS
from contracts.problem import Language
from contracts.tables import INPUT_TABLES
from contracts.words import words_of
from pay_linkage.exports.inert_cell import inert_cell
from pay_linkage.templates.code_lists import Codes
from pay_linkage.templates.template_text import said

Lists = Mapping[tuple[str, str], Codes]
CODE_WIDTH, MEANING_WIDTH = 28, 36


def code_cells(lists: Lists, sheet_name: str) -> dict[tuple[str, str], str]:
    """Table and column → the cells of the codes' sheet that hold the list."""
    sheet = quote_sheetname(sheet_name)
    letters = [get_column_letter(2 * place + 1) for place in range(len(lists))]
    return {
        place: f"{sheet}!${letter}$2:${letter}${len(codes) + 1}"
        for letter, (place, codes) in zip(letters, lists.items(), strict=True)
    }


def unit_cells(units_sheet: str, first: int, last: int) -> str:
    """The filled cells of the units' sheet, however many there are: an empty one among them would allow anything."""
    sheet = quote_sheetname(units_sheet)
    column = f"{sheet}!$A${first}:$A${last}"
    return f"OFFSET({sheet}!$A${first},0,0,MAX(1,COUNTA({column})),1)"


def write_codes(sheet: Any, lists: Lists, lang: Language) -> None:
    """Fill the codes' sheet, a write-only one: each list under its table and column, with the meanings beside it."""
    sheet.freeze_panes = "A2"
    for place in range(len(lists)):
        sheet.column_dimensions[get_column_letter(2 * place + 1)].width = CODE_WIDTH
        sheet.column_dimensions[get_column_letter(2 * place + 2)].width = MEANING_WIDTH
    bold = Font(bold=True)
    head = [
        inert_cell(sheet, text) for place in lists for text in (_title(place, lang), said("sheet", "meaning", lang))
    ]
    for cell in head:
        cell.font = bold
    sheet.append(head)
    for row in zip_longest(*(codes.items() for codes in lists.values()), fillvalue=("", "")):
        sheet.append([inert_cell(sheet, text) if text else None for pair in row for text in pair])


def _title(place: tuple[str, str], lang: Language) -> str:
    table, column = place
    return f"{words_of(INPUT_TABLES[table]).of(lang)} · {words_of(COLUMNS[column]).of(lang)}"

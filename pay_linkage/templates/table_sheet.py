"""The sheet of one table: an example above the headings, the headings with their notes, and the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from contracts.column import Column
from contracts.problem import Language
from contracts.table import Table
from contracts.words import words_of
from pay_linkage.exports.inert_cell import inert_cell, set_text
from pay_linkage.exports.sheet import width
from pay_linkage.templates.template_text import heading_note, said

EXAMPLE, HINT, HEADINGS = 1, 2, 3
"""Rows of a table's sheet. Intake reads nothing above the headings."""
FIRST = HEADINGS + 1
ROOM = 5_000
"""Rows below the filled ones in which entries are still helped."""
LAST = 1_048_576
FORMATS = {"number": "General", "count": "0", "date": "yyyy-mm-dd"}
MONEY, CENTS = "#,##0.00", 2
RELIABLE_DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""
HEAD = PatternFill("solid", fgColor="DDEBF7")
MUST = PatternFill("solid", fgColor="FFF2CC")
PALE = PatternFill("solid", fgColor="F2F2F2")
GREY = "808080"


@dataclass(frozen=True, slots=True)
class TableSheet:
    """What stands on the sheet: the table's columns, an example, and the rows that are filled in already."""

    table: Table
    columns: tuple[Column, ...]
    example: Sequence[str]
    rows: pl.DataFrame
    rules: Mapping[str, DataValidation]
    lang: Language

    @property
    def last(self) -> int:
        """The last row in which entries are helped."""
        return min(FIRST + self.rows.height + ROOM, LAST)

    def write(self, sheet: Any) -> None:
        """Fill the empty write-only sheet."""
        sheet.freeze_panes = f"A{FIRST}"
        for place, column in enumerate(self.columns, start=1):
            dimension = sheet.column_dimensions[get_column_letter(place)]
            dimension.width = width(column)
            dimension.number_format = cell_format(column)
        self._add_rules(sheet)
        sheet.append([_pale(sheet, text) for text in self.example])
        sheet.append([_pale(sheet, said("hint", "below", self.lang))])
        sheet.append([self._heading(sheet, column) for column in self.columns])
        given = [column if column.name in self.rows.columns else None for column in self.columns]
        names = [column.name for column in given if column]
        for values in self.rows.select(names).iter_rows():
            found = iter(values)
            sheet.append([_cell(sheet, column, next(found), self.lang) if column else None for column in given])

    def _add_rules(self, sheet: Any) -> None:
        for place, column in enumerate(self.columns, start=1):
            rule = self.rules.get(column.name)
            if rule is not None:
                letter = get_column_letter(place)
                rule.add(f"{letter}{FIRST}:{letter}{self.last}")
                sheet.data_validations.append(rule)

    def _heading(self, sheet: Any, column: Column) -> Cell:
        required = column.name in self.table.required
        cell = inert_cell(sheet, words_of(column).of(self.lang) + ("*" if required else ""))
        cell.font = Font(bold=True)
        cell.fill = MUST if required else HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = Border(bottom=Side("thin"))
        cell.comment = Comment(heading_note(column, self.lang, required=required), "pay-linkage", height=110, width=260)
        return cell


def cell_format(column: Column) -> str:
    """The number format of a column's cells: text but for numbers and days."""
    if column.kind == "number" and column.scale == CENTS:
        return MONEY
    return FORMATS.get(column.kind, "@")


def _pale(sheet: Any, text: str) -> Cell:
    cell = inert_cell(sheet, text)
    cell.font = Font(italic=True, color=GREY)
    cell.fill = PALE
    return cell


def _cell(sheet: Any, column: Column, value: Any, lang: Language) -> Cell | None:
    """A cell with the value as a spreadsheet takes it; digits that a number would lose stay text."""
    if value is None:
        return None
    cell: Cell = WriteOnlyCell(sheet)
    if column.choices and lang == "zh":
        value = column.choices[value]
    if isinstance(value, str) or (isinstance(value, Decimal) and len(value.as_tuple().digits) > RELIABLE_DIGITS):
        set_text(cell, str(value))
    else:
        cell.value = value
    cell.number_format = cell_format(column)
    return cell

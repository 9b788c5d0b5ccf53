"""The template: notes, a sheet for each table that the scheme asks for, and the codes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any

import polars as pl
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from contracts.column import Column
from contracts.problem import Language
from contracts.table import Table
from contracts.tables import INPUT_TABLES
from contracts.words import words_of
from pay_linkage.exports.inert_cell import inert_cell
from pay_linkage.schemes import Scheme
from pay_linkage.templates.asked_rows import asked_rows
from pay_linkage.templates.code_cells import code_cells, unit_cells, write_codes
from pay_linkage.templates.code_lists import code_lists
from pay_linkage.templates.entry_rules import count, day, listed, listed_unit, number
from pay_linkage.templates.example_row import example_row
from pay_linkage.templates.needed_tables import needed_columns, needed_tables
from pay_linkage.templates.table_sheet import FIRST, LAST, ROOM, TableSheet
from pay_linkage.templates.template_text import notes, said

SIGNED = {("contests", "points")}
"""Numbers that may be negative."""
NOTES_WIDTH = 120


def template_workbook(scheme: Scheme, lang: Language, prefill: Mapping[str, pl.DataFrame] | None = None) -> bytes:
    """The workbook as bytes, its sheets and headings in ``lang``.

    ``prefill`` are typed tables of rulebook §10 whose rows are filled in; where it holds units, the rows that the
    scheme asks for each of them stand in the other tables, their values to be typed. It holds people's data then.
    """
    return _Template(scheme, lang, dict(prefill or {})).as_bytes()


class _Template:
    """What the parts of one template share: the scheme, the language, the rows, and where the codes stand."""

    def __init__(self, scheme: Scheme, lang: Language, prefill: dict[str, pl.DataFrame]) -> None:
        asked = asked_rows(scheme, prefill["units"]) if "units" in prefill else {}
        self.scheme, self.lang, self.rows = scheme, lang, asked | prefill
        self.tables = needed_tables(scheme, prefill)
        self.units_sheet = words_of(INPUT_TABLES["units"]).of(lang)
        self.codes_sheet = said("sheet", "codes", lang)
        names = {table.name for table in self.tables}
        self.codes = {place: codes for place, codes in code_lists(scheme, lang).items() if place[0] in names}
        self.code_cells = code_cells(self.codes, self.codes_sheet)

    def as_bytes(self) -> bytes:
        """The whole workbook."""
        book = Workbook(write_only=True)
        self._notes(book.create_sheet(said("sheet", "notes", self.lang)))
        for table in self.tables:
            self._table_sheet(table).write(book.create_sheet(words_of(table).of(self.lang)))
        write_codes(book.create_sheet(self.codes_sheet), self.codes, self.lang)
        buffer = BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    def _notes(self, sheet: Any) -> None:
        title = words_of(self.scheme.title).of(self.lang)
        sheet.column_dimensions["A"].width = NOTES_WIDTH
        names = {"units": self.units_sheet, "codes": self.codes_sheet}
        for line in notes(self.lang, title=title, scheme=self.scheme.scheme, **names):
            sheet.append([inert_cell(sheet, line)])

    def _table_sheet(self, table: Table) -> TableSheet:
        rows = self.rows.get(table.name, pl.DataFrame(schema=table.dtypes))
        columns = needed_columns(self.scheme, table, rows)
        example = example_row(table, columns, self.codes, self.lang)
        rules = {column.name: rule for column in columns if (rule := self._rule(table, column)) is not None}
        return TableSheet(table, columns, example, rows, rules, self.lang)

    def _rule(self, table: Table, column: Column) -> DataValidation | None:
        """What may be typed into the column; nothing is said about free text."""
        place = table.name, column.name
        if place in self.code_cells:
            return listed(self.code_cells[place], self.lang, self.codes_sheet, self.codes[place])
        if column.name in {"unit_id", "scope_id"} and table.name != "units":
            return listed_unit(self._unit_cells(), self.lang, self.units_sheet)
        if column.kind == "number":
            least = {} if (table.name, column.name) in SIGNED else {"least": Decimal(0)}
            return number(column, self.lang, **least, **self._most(table, column))
        return {"count": count, "date": day}[column.kind](self.lang) if column.kind in {"count", "date"} else None

    def _unit_cells(self) -> str:
        units = self.rows.get("units")
        return unit_cells(self.units_sheet, FIRST, min(FIRST + ROOM + (0 if units is None else units.height), LAST))

    def _most(self, table: Table, column: Column) -> dict[str, Decimal]:
        """The most points that a component, or the rating of a unit, can have."""
        if column.name != "score" or table.name not in {"component_scores", "ratings"}:
            return {}
        categories = self.scheme.categories.values()
        if table.name == "ratings":
            return {"most": max(category.rating.full_marks for category in categories if category.rating)}
        marks = [part.full_marks for each in categories for part in each.components.values() if part.ballots is None]
        return {"most": max(marks)}

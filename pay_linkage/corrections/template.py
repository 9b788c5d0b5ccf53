"""The workbook from which corrections are made: an empty corrections sheet, and a sheet of each table's current values.

The lines of the tables' sheets are correction lines already: whoever copies one into the corrections sheet has only the
new value and the reason to write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from contracts.column import Column
from contracts.columns import COLUMNS
from contracts.correction_columns import CORRECTION_COLUMNS
from contracts.input_table import InputTable
from contracts.problem import Language
from contracts.row_problems import cell_text
from contracts.tables import CORRECTIONS, INPUT_TABLES
from pay_linkage.corrections.stored import input_tables
from pay_linkage.corrections.template_text import notes, table_name
from pay_linkage.exports.inert_cell import inert_cell
from pay_linkage.runs import StoredRun
from pay_linkage.runs.handed_out import hand_out, refuse_taken

Sheet = Any
"""A write-only sheet of openpyxl; what it has besides ``append``, its type stubs do not know."""
LISTED = ("table", "key", "action", "column", "old_value")
MOST_LINES = 1_048_575
"""Lines of a sheet under its headings."""
WIDTHS = {"key": 32, "reason": 40, "old_value": 20, "new_value": 20}
NOTES_SHEET = {"zh": "说明", "en": "Notes"}


def corrections_template(run: StoredRun, path: Path, lang: Language) -> None:
    """Write the template for corrections of the run to the new private file ``path``.

    A table with more values than a sheet has rows is left out, and the notes say so. Raises ``Refused`` where the file
    is there already.
    """
    refuse_taken(path)
    tables = input_tables(run)
    listed = {name: table for name, table in tables.items() if _lines(table) <= MOST_LINES}
    left_out = [INPUT_TABLES[name] for name in tables if name not in listed]
    workbook = Workbook(write_only=True)
    explained = notes(run.manifest.run_id, run.manifest.cycle, INPUT_TABLES.values(), left_out, lang)
    _notes_sheet(workbook.create_sheet(NOTES_SHEET[lang]), explained)
    _corrections_sheet(workbook.create_sheet(table_name(CORRECTIONS, lang)), lang)
    for name in INPUT_TABLES:
        if name in listed:
            _values_sheet(workbook.create_sheet(table_name(INPUT_TABLES[name], lang)), listed[name], lang)
    buffer = BytesIO()
    workbook.save(buffer)
    hand_out(path, buffer.getvalue())


def _lines(table: InputTable) -> int:
    return table.frame.height * len(_correctable(table))


def _correctable(table: InputTable) -> list[Column]:
    return [column for column in table.table.columns if column.name not in table.table.key]


def _notes_sheet(sheet: Sheet, rows: Sequence[Sequence[str]]) -> None:
    sheet.column_dimensions["A"].width = 24
    for row in rows:
        sheet.append(row)


def _corrections_sheet(sheet: Sheet, lang: Language) -> None:
    tables = [table_name(table, lang) for table in INPUT_TABLES.values()]
    words = COLUMNS["action"].choices
    for name, allowed in {"table": tables, "action": words.values() if lang == "zh" else words}.items():
        rule = DataValidation(type="list", formula1='"' + ",".join(allowed) + '"', allow_blank=True)
        _validate(sheet, rule, name)
    _validate(sheet, DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True), "decided_on")
    _headings(sheet, CORRECTION_COLUMNS)


def _validate(sheet: Sheet, rule: DataValidation, name: str) -> None:
    letter = get_column_letter([column.name for column in CORRECTION_COLUMNS].index(name) + 1)
    rule.showErrorMessage = True
    rule.add(f"{letter}2:{letter}{MOST_LINES + 1}")
    sheet.data_validations.append(rule)


def _values_sheet(sheet: Sheet, table: InputTable, lang: Language) -> None:
    _headings(sheet, [COLUMNS[name] for name in LISTED])
    for line in _value_lines(table, lang):
        sheet.append([inert_cell(sheet, text) if text else None for text in line])


def _value_lines(table: InputTable, lang: Language) -> Iterator[tuple[str, ...]]:
    """The first five cells of a correction line for each cell of the table."""
    columns = _correctable(table)
    name = table_name(table.table, lang)
    action = COLUMNS["action"].choices["change"] if lang == "zh" else "change"
    names = [column.zh if lang == "zh" else column.name for column in columns]
    texts = table.frame.select(table.table.key_text().alias("_key"), *(_shown(column, lang) for column in columns))
    for key, *values in texts.iter_rows():
        for column, value in zip(names, values, strict=True):
            yield name, key, action, column, value


def _shown(column: Column, lang: Language) -> pl.Expr:
    """The column's cells as a correction line holds them; choices by their words."""
    return cell_text(column).replace(column.choices) if lang == "zh" and column.choices else cell_text(column)


def _headings(sheet: Sheet, columns: Sequence[Column]) -> None:
    """Headings in both languages; the cells below take text as it is typed, days as days."""
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = WIDTHS.get(column.name, 18)
        dimension.number_format = "yyyy-mm-dd" if column.kind == "date" else "@"
    cells = [WriteOnlyCell(sheet, f"{column.zh} / {column.en}") for column in columns]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)

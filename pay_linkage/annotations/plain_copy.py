"""The copy of inputs that openpyxl cannot copy: CSV and Parquet files, .xls workbooks; each sheet its values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell

from contracts.problem import Language, Problem
from pay_linkage.annotations.copy_text import said
from pay_linkage.annotations.marked_cell import mark
from pay_linkage.annotations.problem_sheet import Found, write_problem_sheet
from pay_linkage.annotations.targets import marks
from pay_linkage.exports.inert_cell import inert_cell

Marks = Mapping[tuple[int, int], list[Problem]]
MOST_ROWS = 1_048_576


@dataclass(frozen=True, slots=True)
class ValueSheet:
    """A sheet's title and its rows from the top, of texts, numbers and days."""

    title: str
    rows: Iterable[Sequence[Any]]


def plain_copy(sheets: Collection[ValueSheet], found: Found, lang: Language) -> bytes:
    """A workbook with the problems' sheet in front and a sheet for each of ``sheets``, the wrong cells marked."""
    book = Workbook(write_only=True)
    titles = {sheet.title for sheet in sheets}
    shown = [(problem, at if at and at.sheet in titles else None) for problem, at in found]
    write_problem_sheet(book.create_sheet(said("sheet", lang)), shown, lang, values_only=True)
    wrong = marks(shown)
    for sheet in sheets:
        _write(book.create_sheet(sheet.title), sheet.rows, wrong.get(sheet.title, {}), lang)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write(sheet: Any, rows: Iterable[Sequence[Any]], wrong: Marks, lang: Language) -> None:
    widths = {row: max(column for at, column in wrong if at == row) for row, _ in wrong}
    written = 0
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            break
        width = max(len(row), widths.get(number, 0))
        values = [*row, *[None] * (width - len(row))]
        sheet.append(
            [_cell(sheet, value, wrong.get((number, at), []), lang) for at, value in enumerate(values, start=1)]
        )
        written = number
    for number in range(written + 1, max(widths, default=0) + 1):
        sheet.append(
            [_cell(sheet, None, wrong.get((number, at), []), lang) for at in range(1, widths.get(number, 0) + 1)]
        )


def _cell(sheet: Any, value: Any, problems: list[Problem], lang: Language) -> Cell | None:
    if value in {None, ""} and not problems:
        return None
    cell = _value_cell(sheet, value)
    if problems:
        mark(cell, problems, lang)
    return cell


def _value_cell(sheet: Any, value: Any) -> Cell:
    if isinstance(value, str):
        cell = inert_cell(sheet, value)
        cell.number_format = "@"
        return cell
    found: Cell = WriteOnlyCell(sheet, value)
    return found

"""The tables of one workbook, a sheet each, every cell knowing its address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from python_calamine import CalamineError, CalamineWorkbook

from contracts.problem import Place, Problem
from contracts.table import Table
from contracts.tables import READ_TABLES
from pay_linkage.intake.fitting_sheets import Content, fitting_sheets, likenesses
from pay_linkage.intake.open_workbook import OpenWorkbook, SheetTooLarge
from pay_linkage.intake.raw_table import RawTable
from pay_linkage.intake.regular_file import file_bytes, file_name
from pay_linkage.intake.sheet_table import sheet_table
from pay_linkage.intake.workbook_archive import NotOpened
from pay_linkage.intake.workbook_sheets import Named, misspelt_names, one_sheet, table_sheets

T = TypeVar("T")
PANIC = "PanicException"
"""What the reader raises where it trips over damaged bytes; the class has no public home and is no ``Exception``."""

Choice = Callable[[str, CalamineWorkbook], Named]
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
    return opened_workbook(path, data, lambda workbook: _tables(file_name(path), workbook, chosen), [])


def opened_workbook(
    path: Path, data: bytes, read: Callable[[OpenWorkbook], tuple[T, list[Problem]]], nothing: T
) -> tuple[T, list[Problem]]:
    """What ``read`` finds in the workbook ``data``; ``nothing``, and the problem, where it cannot be read."""
    place = Place(file_name(path))
    try:
        with OpenWorkbook(data) as workbook:
            return read(workbook)
    except NotOpened as refusal:
        return nothing, [Problem(refusal.code, place)]
    except SheetTooLarge as refusal:
        return nothing, [Problem("sheet_too_large", Place(place.file, refusal.sheet))]
    except CalamineError:
        return nothing, [Problem("workbook_not_readable", place)]
    except BaseException as panic:
        if type(panic).__name__ != PANIC:
            raise
        return nothing, [Problem("workbook_not_readable", place)]


def _tables(file: str, workbook: OpenWorkbook, chosen: Choice) -> tuple[list[RawTable], list[Problem]]:
    named = chosen(file, workbook.book)
    sheets, problems = named.sheets, [*named.problems]
    contents = _contents(workbook, named.others)
    if contents:
        fitting, unclear = fitting_sheets(file, contents, named.missing)
        sheets = {**sheets, **fitting}
        problems += unclear
    unread = [name for name in named.others if name not in sheets.values()]
    problems += [] if named.wanted else misspelt_names(file, sheets, unread)
    if not sheets:
        problems += [] if problems else [named.nothing_found(file)]
        problems += [] if named.wanted else likenesses(file, contents)
    raw = []
    for table_name, sheet in sorted(sheets.items(), key=lambda item: list(READ_TABLES).index(item[0])):
        found, wrong = _sheet(workbook, Place(file, sheet), READ_TABLES[table_name])
        problems += wrong
        raw += found
    return raw, problems


def _contents(workbook: OpenWorkbook, sheets: Iterable[str]) -> dict[str, Content]:
    """The sheets that can be read at all; nobody has asked for the others."""
    contents = {}
    for sheet in sheets:
        with suppress(NotOpened, SheetTooLarge):
            contents[sheet] = workbook.content(sheet)
    return contents


def _sheet(workbook: OpenWorkbook, place: Place, table: Table) -> tuple[list[RawTable], list[Problem]]:
    try:
        rows, scan = workbook.content(place.sheet or "")
    except SheetTooLarge:
        return [], [Problem("sheet_too_large", place, table.name)]
    found, wrong = sheet_table(place, rows, scan, table)
    return [found] if found else [], wrong

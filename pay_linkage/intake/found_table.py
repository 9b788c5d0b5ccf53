"""A table of a file under headings that are not the contracts' own: for mappings, which say what its columns mean.

Belongs here: its records, by the same rules as those of any other table. Stays out: what becomes of its cells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from python_calamine import SheetTypeEnum, SheetVisibleEnum
from xlsxwriter.utility import xl_col_to_name

from contracts.column import Column
from contracts.input_table import Origin
from contracts.problem import Place, Problem
from pay_linkage.intake.csv_file import csv_rows
from pay_linkage.intake.head_cells import HeadRow
from pay_linkage.intake.header_problems import listed
from pay_linkage.intake.open_workbook import OpenWorkbook
from pay_linkage.intake.pointed_header import Rows, pointed_header
from pay_linkage.intake.raw_table import Fault
from pay_linkage.intake.regular_file import file_name
from pay_linkage.intake.row_kind import Places
from pay_linkage.intake.sheet_body import sheet_body
from pay_linkage.intake.sheet_table import column_texts, sheet_head
from pay_linkage.intake.table_area import Header
from pay_linkage.intake.workbook import opened_workbook

Texts = Callable[[int, Column], tuple[pl.Series, dict[int, Fault]]]
"""Place of a column, and what is to be read from it → the cells' texts, trimmed or not, and their faults."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a file: headings that must be there, those that name a record, the sheet, the header's rows
    (from 0), whether hidden rows count; ``table`` is the table that it is for, for the problems.
    """

    headings: tuple[str, ...]
    naming: tuple[str, ...]
    table: str
    sheet: str | None = None
    rows: Rows | None = None
    hidden_rows: bool = False


@dataclass(frozen=True, slots=True)
class FoundTable:
    """The records: their row numbers (from 1), the place of each heading asked for, and the texts of a column;
    ``captions`` are rows above and below that are none.
    """

    place: Place
    numbers: list[int]
    used: Mapping[str, int]
    texts: Texts
    letters: Mapping[str, str] = field(default_factory=dict)
    captions: Sequence[HeadRow] = ()

    def origin(self, headings: Mapping[str, str]) -> Origin:
        """Where columns stand: ``headings`` tells the heading of each."""
        known = {column: self.letters[h] for column, h in headings.items() if h in self.letters}
        return Origin(self.place.file, self.place.sheet, known)


def found_table(path: Path, data: bytes, asked: Asked) -> tuple[FoundTable | None, list[Problem]]:
    """The table that the file holds, None where it has none with these headings; and every problem of its form."""
    if path.suffix.lower() == ".csv":
        return _csv_table(file_name(path), data, asked)
    return opened_workbook(path, data, lambda workbook: _workbook_table(file_name(path), workbook, asked), None)


def _csv_table(file: str, data: bytes, asked: Asked) -> tuple[FoundTable | None, list[Problem]]:
    if asked.sheet is not None:
        return None, [_sheet_missing(file, asked, [])]
    found, problems = csv_rows(
        file, data, asked.table, lambda rows: pointed_header(rows, asked.headings, asked.rows), _places(asked)
    )
    if found is None:
        return None, problems or [_header_missing(Place(file), asked)]
    place = Place(file, row=found.opening.lines)
    missing = _missing(found.opening.header, asked, place)
    if missing:
        return None, [*missing, *problems]
    texts: Texts = lambda at, _: (found.fields[str(at)], {})  # noqa: E731 - a field of the table
    return FoundTable(place, found.numbers, found.opening.header.used, texts, captions=found.opening.captions), problems


def _workbook_table(file: str, workbook: OpenWorkbook, asked: Asked) -> tuple[FoundTable | None, list[Problem]]:
    visible = [
        sheet.name
        for sheet in workbook.book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if asked.sheet is not None and asked.sheet not in visible:
        return None, [_sheet_missing(file, asked, visible)]
    sheets = [asked.sheet] if asked.sheet is not None else visible
    found = [_sheet_table(Place(file, sheet), workbook, asked) for sheet in sheets]
    if len(found) == 1:
        return found[0]
    whole = [one for one in found if one[0] is not None]
    return whole[0] if len(whole) == 1 else (None, [_sheet_missing(file, asked, visible)])


def _sheet_table(place: Place, workbook: OpenWorkbook, asked: Asked) -> tuple[FoundTable | None, list[Problem]]:
    rows, scan = workbook.content(place.sheet or "")
    head = sheet_head(rows, scan, None if asked.rows is None else asked.rows[1])
    top = pointed_header(head, asked.headings, asked.rows)
    if top is None:
        return None, [_header_missing(place, asked)]
    at = Place(place.file, place.sheet, head[top.position].number + 1)
    missing = _missing(top, asked, at)
    if missing:
        return None, missing
    body = sheet_body(place, rows, scan, top, head, _places(asked)(top), asked.table)
    problems = [problem for problem in body.problems if not (asked.hidden_rows and problem.code == "rows_hidden")]
    numbers = [number for number, _ in body.rows]

    def texts(index: int, column: Column) -> tuple[pl.Series, dict[int, Fault]]:
        marks = {number: mark for (number, of), mark in body.marks.items() if of == index}
        return column_texts([row[index] for _, row in body.rows], numbers, column, marks)

    letters = {heading: xl_col_to_name(index) for heading, index in top.used.items()}
    captions = [*head[: top.first], *body.captions]
    return FoundTable(at, [number + 1 for number in numbers], top.used, texts, letters, captions), problems


def _places(asked: Asked) -> Callable[[Header], Places]:
    def places(top: Header) -> Places:
        used = top.used
        identity = frozenset(used[heading] for heading in asked.naming if heading in used)
        columns = frozenset(used.values())
        return Places(identity, columns, columns - identity, top.serial, frozenset(asked.headings))

    return places


def _missing(top: Header, asked: Asked, place: Place) -> list[Problem]:
    """A problem for each heading that is not there, or stands there more than once."""
    facts = {"found": listed(top.headings)}
    return [
        Problem("mapped_heading_missing", place, asked.table, value=heading, facts=facts)
        for heading in asked.headings
        if heading not in top.used
    ]


def _header_missing(place: Place, asked: Asked) -> Problem:
    if not asked.headings:
        return Problem("mapped_without_heading", place, asked.table)
    return Problem("mapped_header_missing", place, asked.table, facts={"wanted": listed(asked.headings)})


def _sheet_missing(file: str, asked: Asked, visible: Sequence[str]) -> Problem:
    facts = {"found": listed(visible), "wanted": listed(asked.headings)}
    return Problem("mapped_sheet_missing", Place(file), asked.table, value=asked.sheet or "–", facts=facts)

"""What can be seen of a house's files before anybody has said what they mean: sheets, headers, recognised columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import SheetTypeEnum, SheetVisibleEnum

from contracts.problem import Place, Problem, Refused
from contracts.tables import INPUT_TABLES
from pay_linkage.intake.csv_file import csv_head
from pay_linkage.intake.head_cells import HeadRow
from pay_linkage.intake.header_problems import listed
from pay_linkage.intake.open_workbook import OpenWorkbook
from pay_linkage.intake.regular_file import file_bytes, file_name
from pay_linkage.intake.sheet_table import sheet_head
from pay_linkage.intake.table_area import SEARCHED_ROWS, Header, header_as_it_looks, header_of
from pay_linkage.intake.workbook import opened_workbook
from pay_linkage.mappings.house_files import READ


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """A sheet (or CSV file), its header's rows (from 1) and headings, and per table column → heading as recognised."""

    file: str
    sheet: str | None
    rows: tuple[int, int]
    headings: tuple[str, ...]
    tables: Mapping[str, Mapping[str, str]]


def seen_sheets(path: Path) -> list[SeenSheet]:
    """The sheets with a header in the file or folder at ``path``. Raises ``Refused`` where nothing can be read."""
    files = sorted(f for f in path.iterdir() if f.suffix.lower() in READ) if path.is_dir() else [path]
    seen: list[SeenSheet] = []
    problems: list[Problem] = []
    for file in files:
        found, wrong = _of_file(file)
        seen += found
        problems += wrong
    if not seen:
        facts = {"found": listed(map(file_name, files)), "rows": str(SEARCHED_ROWS)}
        raise Refused(problems or [Problem("map_without_header", Place(file_name(path)), facts=facts)])
    return seen


def _of_file(file: Path) -> tuple[list[SeenSheet], list[Problem]]:
    data = file_bytes(file)
    if isinstance(data, Problem):
        return [], [data]
    name = file_name(file)
    if file.suffix.lower() == ".csv":
        return _seen(name, None, csv_head(data)), []

    def sheets(workbook: OpenWorkbook) -> tuple[list[SeenSheet], list[Problem]]:
        visible = [
            sheet.name
            for sheet in workbook.book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        return [seen for sheet in visible for seen in _seen(name, sheet, sheet_head(*workbook.content(sheet)))], []

    return opened_workbook(file, data, sheets, [])


def _seen(file: str, sheet: str | None, head: Sequence[HeadRow]) -> list[SeenSheet]:
    found = header_as_it_looks(head)
    if found is None:
        return []
    rows = (head[found.first].number + 1, head[found.position].number + 1)
    short = _short_headings(found.headings)
    tables = {name: _columns(header_of(head, found, table), short) for name, table in INPUT_TABLES.items()}
    return [SeenSheet(file, sheet, rows, tuple(heading for heading in short if heading), tables)]


def _short_headings(headings: Sequence[str]) -> list[str]:
    """Each heading by as few of its lower levels as no other heading ends with; nothing where two are the same."""
    levels = [heading.split(" / ") if heading else [] for heading in headings]
    endings = Counter(" / ".join(text[at:]) for text in levels for at in range(len(text)))
    return [
        next((end for at in range(len(text) - 1, -1, -1) if endings[end := " / ".join(text[at:])] == 1), "")
        for text in levels
    ]


def _columns(header: Header, short: Sequence[str]) -> dict[str, str]:
    """Column → heading, where one heading means it."""
    return {
        column: short[at]
        for at, column in enumerate(header.columns)
        if column and header.columns.count(column) == 1 and short[at]
    }

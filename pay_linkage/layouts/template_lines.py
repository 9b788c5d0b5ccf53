"""The first lines of a house's own workbook, read in a process of bounded memory and time like every other workbook."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from python_calamine import SheetTypeEnum, SheetVisibleEnum

from contracts.problem import Place, Problem, Refused
from pay_linkage.intake.cell_text import plain_text
from pay_linkage.intake.confined_tables import confined_bytes
from pay_linkage.intake.handover import problem_of
from pay_linkage.intake.open_workbook import OpenWorkbook
from pay_linkage.intake.regular_file import file_bytes, file_name
from pay_linkage.intake.workbook import opened_workbook
from pay_linkage.intake.workbook_archive import wrapping
from pay_linkage.layouts.file_form import is_sheet_name

WORK = f"{__name__}:write_lines"
MOST_ROWS, MOST_COLUMNS = 50, 500
"""How far headings are looked for."""

Lines = list[list[str]]
NOTHING: tuple[str, Lines] = ("", [])


def first_lines(path: Path) -> tuple[str, Lines]:
    """Name and first lines of the first visible sheet of the .xlsx at ``path``. Raises ``Refused``."""
    with confined_bytes(WORK, path, path) as output:
        found = json.load(output)
    if found["problems"]:
        raise Refused(problem_of(fields) for fields in found["problems"])
    return found["sheet"], found["lines"]


def write_lines(path: Path, output: BinaryIO, _: Callable[[str], None]) -> None:
    """Write what ``first_lines`` gives, or the problems for which there is nothing."""
    data = file_bytes(path)
    problems = [data] if isinstance(data, Problem) else []
    found = NOTHING
    if isinstance(data, bytes):
        found, problems = opened_workbook(path, data, lambda book: _first_sheet(path, data, book), NOTHING)
    sheet, lines = found
    written = {"sheet": sheet, "lines": lines, "problems": [asdict(problem) for problem in problems]}
    output.write(json.dumps(written).encode())


def _first_sheet(path: Path, data: bytes, workbook: OpenWorkbook) -> tuple[tuple[str, Lines], list[Problem]]:
    visible = [
        sheet.name
        for sheet in workbook.book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if wrapping(data) != "xlsx" or not visible or not is_sheet_name(visible[0]):
        return NOTHING, [Problem("workbook_not_readable", Place(file_name(path)))]
    rows, _ = workbook.content(visible[0])
    return (visible[0], [[plain_text(value) or "" for value in row[:MOST_COLUMNS]] for row in rows[:MOST_ROWS]]), []

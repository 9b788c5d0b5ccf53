"""Whatever is refused in a workbook is told in its checked copy, and marked wherever it has a row."""

from __future__ import annotations

import csv
import zlib
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from contracts.problem import LANGUAGES
from pay_linkage.admission import refusals
from pay_linkage.annotations.checked_copy import Copying
from pay_linkage.annotations.copying import write_copy
from pay_linkage.intake import read_inputs
from tests.admission.refused_cases import REFUSED
from tests.admission.small_input import CYCLE, small_inputs, small_scheme
from tests.unconfined import reading_unconfined

MARKED = "FFFFC7CE"
HEAD, PLACE, WHAT, CODE = 4, 2, 6, 9
"""Row of the headings of the problems' sheet, and the columns of the link, the sentence and the code."""


def workbook(folder: Path) -> Path:
    """The folder's tables as a workbook, a sheet each, all text."""
    book = Workbook(write_only=True)
    for file in sorted(folder.glob("*.csv")):
        sheet = book.create_sheet(file.stem)
        for row in csv.reader(file.read_text("utf-8").splitlines()):
            sheet.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("name", REFUSED)
def test_refusal_is_told_and_marked_where(name: str, tmp_path: Path) -> None:
    case, lang = REFUSED[name], LANGUAGES[zlib.crc32(name.encode()) % 2]
    small_inputs(tmp_path, case.changes)
    path = workbook(tmp_path)
    with reading_unconfined():
        tables, unread = read_inputs(path)
    problems = refusals(small_scheme(*case.scheme), CYCLE, tables, unread)
    assert sorted(p.code for p in problems) == sorted(code for code, *_ in case.found)
    origins = {table: read.origin for table, read in tables.items()}
    output = BytesIO()
    write_copy(Copying(path, origins, problems, lang), output, lambda _: None)
    book = openpyxl.load_workbook(output)
    told = book.worksheets[0]
    for row, problem in enumerate(problems, start=HEAD + 1):
        assert (told.cell(row, WHAT).value, told.cell(row, CODE).value) == (problem.text("what", lang), problem.code)
        link = told.cell(row, PLACE).hyperlink
        assert (link is not None) == (problem.table in tables)
        if problem.place.row is None and problem.place.cell is None:
            continue
        sheet, _, cell = link.location.rpartition("!")
        marked = book[sheet.strip("'")][cell]
        assert marked.fill.fgColor.rgb == MARKED
        assert problem.text("what", lang) in marked.comment.text

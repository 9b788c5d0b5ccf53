"""A checked workbook comes back with its wrong cells marked and everything else as it was."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from marked_inputs import TITLES, WRONG, checked, marked, wrong_workbook
from openpyxl import Workbook
from openpyxl.comments import Comment

from contracts.problem import LANGUAGES, Language, Place, Problem
from contracts.tables import INPUT_TABLES
from pay_linkage.annotations import copy_name
from pay_linkage.annotations.copy_text import HEADINGS
from pay_linkage.annotations.formatted_copy import formatted_copy
from pay_linkage.annotations.targets import TableSheet, target
from pay_linkage.intake import column_of, read_inputs, table_of
from pay_linkage.intake.headings import close_table
from tests.libreoffice import formulas, saved_by_libreoffice

SHEETS = {"zh": "检查结果", "en": "Check results"}
HEAD = 4


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return wrong_workbook(tmp_path / "district.xlsx")


def lines(book: Workbook) -> list[tuple[object, ...]]:
    return list(book.worksheets[0].iter_rows(min_row=HEAD + 1, values_only=True))


def test_the_wrong_cells_are_coloured_and_no_others(workbook: Path) -> None:
    found = checked(workbook)
    assert {(p.place.sheet, p.place.cell): p.code for p in found.problems} == WRONG
    assert set(marked(found.copy)) == set(WRONG)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_comment_says_what_is_wrong_what_was_expected_and_how_to_mend_it(workbook: Path, lang: Language) -> None:
    found = checked(workbook, lang)
    comments = marked(found.copy)
    for problem in found.problems:
        comment = comments[str(problem.place.sheet), str(problem.place.cell)]
        assert all(problem.text(part, lang) in comment for part in ("what", "expected", "mend"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_sheet_lists_every_problem_and_leads_to_its_cell(workbook: Path, lang: Language) -> None:
    found = checked(workbook, lang)
    sheet = found.copy.worksheets[0]
    assert (sheet.title, found.copy.active.title) == (SHEETS[lang], SHEETS[lang])
    assert tuple(cell.value for cell in sheet[HEAD]) == HEADINGS[lang]
    assert sheet.freeze_panes == f"A{HEAD + 1}"
    assert len(lines(found.copy)) == len(found.problems) > 3
    for row, problem in enumerate(found.problems, start=HEAD + 1):
        link = sheet.cell(row, 2).hyperlink
        assert (link.ref, link.location) == (f"B{row}", f"'{problem.place.sheet}'!{problem.place.cell}")
        assert sheet.cell(row, 6).value == problem.text("what", lang)
        assert (sheet.cell(row, 5).value, sheet.cell(row, 9).value) == (problem.key, problem.code)


def test_only_one_sheet_is_selected(workbook: Path) -> None:
    book = checked(workbook).copy
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] in ([], [book.active.title])


def test_what_somebody_made_of_the_workbook_stays_and_the_original_too(workbook: Path) -> None:
    before = workbook.read_bytes()
    original, copy = openpyxl.load_workbook(workbook), checked(workbook).copy
    assert workbook.read_bytes() == before
    assert copy.sheetnames[1:] == original.sheetnames
    people = copy["人员"]
    assert (people["A1"].font.bold, people["A1"].font.color.rgb) == (True, "00FF0000")
    assert people["B2"].fill.fgColor.rgb == "FF00FF00"
    assert people.column_dimensions["B"].width == 33
    assert people["A3"].comment.text == "问过人事"
    assert [str(cells) for cells in copy["备忘"].merged_cells.ranges] == ["A1:C3"]
    assert copy["备忘"]["A5"].value == "=40+50"
    for sheet in original:
        values = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert [[cell.value for cell in row] for row in copy[sheet.title].iter_rows()] == values


def test_what_was_noted_at_a_wrong_cell_stays_below(workbook: Path) -> None:
    comment = marked(checked(workbook).copy)["人员", "D3"]
    assert comment.startswith("✗ ")
    assert comment.endswith("待核实")


def test_the_copy_is_read_as_the_original(workbook: Path, tmp_path: Path) -> None:
    found = checked(workbook)
    found.copy.save(tmp_path / "copy.xlsx")
    tables, _ = read_inputs(tmp_path / "copy.xlsx")
    assert list(tables) == list(found.tables)
    assert all(tables[name].frame.equals(table.frame) for name, table in found.tables.items())


def test_a_mended_copy_is_checked_again_without_marks_of_before(workbook: Path, tmp_path: Path) -> None:
    first = checked(workbook).copy
    first["人员"]["D3"].value = 30000
    first["任职"]["B6"].value = "C01"
    first.save(tmp_path / "again.xlsx")
    again = checked(tmp_path / "again.xlsx", "en").copy
    assert set(marked(again)) == {("人员", "C4"), ("人员", "G5")}
    assert again.sheetnames == [SHEETS["en"], *first.sheetnames[1:]]
    assert again["人员"]["D3"].comment.text == "待核实"
    assert again["任职"]["B6"].comment is None
    assert marked(again)["人员", "C4"].count("✗") == 1


def test_libreoffice_opens_the_copy_and_nothing_in_it_is_computed(workbook: Path, tmp_path: Path) -> None:
    found = checked(workbook)
    found.copy["人员"]["B4"].value = "x"
    found.copy.save(tmp_path / "copy.xlsx")
    (saved,) = saved_by_libreoffice([tmp_path / "copy.xlsx"], tmp_path / "saved")
    assert formulas(saved) == ["40+50"]
    assert set(marked(openpyxl.load_workbook(saved))) == set(WRONG)
    links = [row[1].hyperlink for row in openpyxl.load_workbook(saved).worksheets[0].iter_rows(min_row=HEAD + 1)]
    assert {link.location for link in links} == {f"'{sheet}'!{cell}" for sheet, cell in WRONG}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_problems_sheet_is_never_taken_for_a_table(lang: Language) -> None:
    assert (table_of(SHEETS[lang]), close_table(SHEETS[lang])) == (None, None)
    assert not any(column_of(heading, table) for heading in HEADINGS[lang] for table in INPUT_TABLES.values())


def test_a_wrong_cell_inside_merged_ones_is_marked_where_it_shows() -> None:
    book = Workbook()
    book.active.merge_cells("B2:C4")
    book.active.title = "单位"
    problem = Problem("unit_twice", Place("w.xlsx", "单位", 4, "C4"), "units", "unit_id", "U1")
    copy = copied(book, problem)
    assert set(marked(copy)) == {("单位", "B2")}


def copied(book: Workbook, *problems: Problem) -> Workbook:
    buffer = BytesIO()
    book.save(buffer)
    found = [(problem, target(problem, {"units": TableSheet("单位", {"unit_id": 1})})) for problem in problems]
    return openpyxl.load_workbook(BytesIO(formatted_copy(buffer.getvalue(), found, "zh")))


@pytest.mark.parametrize(
    ("place", "shown", "cells"),
    [
        (Place("w.xlsx", "单位", 4, "B4"), "单位!B4", {("单位", "B4")}),
        (Place("w.xlsx", "单位", 4), "单位!A4", {("单位", "A4")}),
        (Place("w.xlsx", "单位"), "单位", set()),
        (Place("w.xlsx"), "单位", set()),
    ],
)
def test_a_problem_without_a_cell_leads_to_its_row_or_sheet(place: Place, shown: str, cells: set[object]) -> None:
    book = Workbook()
    book.active.title = "单位"
    copy = copied(book, Problem("unit_twice", place, "units", "unit_name", "U1"))
    assert lines(copy)[0][1] == shown
    assert set(marked(copy)) == cells


def test_a_problem_of_a_table_that_is_not_there_is_listed_with_its_file() -> None:
    book = Workbook()
    book.active.title = "单位"
    copy = copied(book, Problem("table_missing", Place("w.xlsx"), "people"))
    assert lines(copy)[0][1] == "w.xlsx"
    assert copy.worksheets[0].cell(HEAD + 1, 2).hyperlink is None


def test_a_hundred_problems_of_one_cell_fit_into_its_comment() -> None:
    book = Workbook()
    book.active.title = "单位"
    book.active["B4"].comment = Comment("x" * 20_000, "张")
    place = Place("w.xlsx", "单位", 4, "B4")
    copy = copied(book, *[Problem("unit_twice", place, "units", "unit_id", f"U{n}") for n in range(100)])
    assert len(marked(copy)["单位", "B4"]) <= 8000


def swollen(workbook: Path) -> bytes:
    """The workbook with a sheet that says in a few bytes that all its cells are one: openpyxl makes each of them."""
    data = BytesIO()
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target_file:
        for part in source.infolist():
            content = source.read(part)
            content = content.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"')
            target_file.writestr(part.filename, content)
    return data.getvalue()


def test_a_workbook_that_openpyxl_chokes_on_comes_back_with_its_values(workbook: Path) -> None:
    workbook.write_bytes(swollen(workbook))
    start = time.monotonic()
    found = checked(workbook)
    assert time.monotonic() - start < 100, "the child is stopped after 20 seconds of computing"
    assert set(marked(found.copy)) == set(WRONG)
    assert found.copy.sheetnames == ["检查结果", *(TITLES[name] for name in found.tables)]
    assert found.copy.worksheets[0]["A3"].value.startswith("本副本只包含各表的值")


def test_copies_never_take_the_place_of_another_file(tmp_path: Path) -> None:
    workbook = tmp_path / "区.xlsx"
    assert copy_name(workbook).name == "区-checked.xlsx"
    (tmp_path / "区-checked.xlsx").touch()
    assert copy_name(workbook).name == "区-checked-2.xlsx"
    assert copy_name(tmp_path / "区-checked.xlsx").name == "区-checked-2.xlsx"
    (tmp_path / "区-checked-2.xlsx").symlink_to("nowhere")
    assert copy_name(tmp_path / "区-checked-2.xlsx").name == "区-checked-3.xlsx"
    assert copy_name(tmp_path / "old.xls").name == "old-checked.xlsx"

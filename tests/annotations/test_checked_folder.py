"""Inputs that are no .xlsx come back as a workbook with their values, each wrong one marked where its file has it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from marked_inputs import TITLES, WRONG, checked, marked, rows_of, wrong_folder, wrong_rows
from openpyxl import Workbook
from polars.testing import assert_frame_equal

from contracts.input_table import ROW
from pay_linkage.admission import refusals
from pay_linkage.annotations import checked_copy
from pay_linkage.intake import read_inputs
from pay_linkage.schemes import load_scheme
from tests.libreoffice import formulas, saved_by_libreoffice
from tests.xls_file import xls_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return wrong_folder(tmp_path / "district")


def texts(book: Workbook, title: str) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in book[title].iter_rows(values_only=True)]


def test_the_wrong_cells_of_csv_files_are_marked_in_their_sheets(folder: Path) -> None:
    copy = checked(folder).copy
    assert set(marked(copy)) == set(WRONG)
    assert set(copy.sheetnames[1:]) == set(TITLES.values())
    assert copy.worksheets[0].cell(5, 2).hyperlink.location.startswith("'")


def test_every_value_stands_at_the_line_of_its_file(folder: Path) -> None:
    copy = checked(folder).copy
    for name, title in TITLES.items():
        assert texts(copy, title) == wrong_rows(name)
    formats = {cell.number_format for row in copy["人员"].iter_rows() for cell in row if cell.value}
    assert formats == {"@"}, "007 stays 007 where somebody edits the cell"


def test_the_copy_can_be_handed_in_for_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "sound"
    folder.mkdir()
    for name in TITLES:
        lines = [",".join(row) for row in rows_of(name)]
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    tables, problems = read_inputs(folder)
    copy = checked_copy(folder, tables, problems, "zh")
    assert copy is not None
    (tmp_path / "copy.xlsx").write_bytes(copy)
    again, problems = read_inputs(tmp_path / "copy.xlsx")
    assert problems == []
    for name, table in tables.items():
        assert_frame_equal(again[name].frame, table.frame)


AWKWARD = (
    "人员名单,,\r\n"
    "\r\n"
    "person_id;person_name;role;base_pay;graded;score\r\n"
    '1;"甲\r\n乙";staff;100;yes;90\r\n'
    "2;=1+1;staff;abc;yes;90\r\n"
    "3;丙;staff\r\n"
    "\r\n"
    "4;丁\a;staff;1,5;yes;90\r\n"
)


def test_awkward_files_are_shown_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(AWKWARD.encode("gb18030"))
    tables, unread = read_inputs(tmp_path)
    assert {(p.code, p.place.row) for p in unread} == {
        ("row_ragged", 7),
        ("character_forbidden", 9),
        ("number_not_readable", 6),
        ("number_not_readable", 9),
    }
    copy = openpyxl.load_workbook(BytesIO(checked_copy(tmp_path, tables, unread, "en") or b""))
    assert set(marked(copy)) == {("People", "D6"), ("People", "A7"), ("People", "B9"), ("People", "D9")}
    sheet = copy["People"]
    assert (sheet["B4"].value, sheet["B6"].value, sheet["B6"].data_type) == ("甲\n乙", "=1+1", "s")
    assert sheet["B9"].value == "丁\\u0007"
    (tmp_path / "copy.xlsx").write_bytes(checked_copy(tmp_path, tables, unread, "en") or b"")
    (saved,) = saved_by_libreoffice([tmp_path / "copy.xlsx"], tmp_path / "saved")
    assert formulas(saved) == []


def test_rows_of_parquet_files_stand_below_their_headings(tmp_path: Path) -> None:
    people = pl.DataFrame(
        {
            "person_id": ["1", "2"],
            "person_name": ["甲", "乙"],
            "role": ["staff", "boss"],
            "base_pay": [1, 2],
            "graded": ["yes", "yes"],
            "tags": [[1], [2]],
        }
    )
    people.write_parquet(tmp_path / "people.parquet")
    tables, unread = read_inputs(tmp_path)
    copy = openpyxl.load_workbook(BytesIO(checked_copy(tmp_path, tables, unread, "zh") or b""))
    assert set(marked(copy)) == {("人员", "C3")}
    assert texts(copy, "人员")[0][:3] == ["person_id", "person_name", "role"]


def test_an_old_workbook_comes_back_with_its_values(tmp_path: Path) -> None:
    sheets = {TITLES[name]: wrong_rows(name) for name in ("units", "people", "assignments")}
    file = tmp_path / "district.xls"
    file.write_bytes(
        xls_file({title: [[cell or None for cell in row] for row in rows] for title, rows in sheets.items()})
    )
    tables, unread = read_inputs(file)
    problems = refusals(load_scheme("community-contest"), 2020, tables, unread)
    copy = openpyxl.load_workbook(BytesIO(checked_copy(file, tables, problems, "zh") or b""))
    assert set(WRONG) <= set(marked(copy))
    for title, rows in sheets.items():
        assert texts(copy, title) == rows


def test_a_file_that_cannot_be_read_at_all_is_listed_and_the_others_are_shown(folder: Path) -> None:
    (folder / "units.csv").write_bytes(b"\xff\x00\xfe")
    copy = checked(folder).copy
    assert "单位" not in copy.sheetnames
    places = [row[1] for row in copy.worksheets[0].iter_rows(min_row=5, values_only=True)]
    assert "units.csv" in places


def test_where_no_table_was_read_there_is_no_copy(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("nothing\nhere")
    tables, unread = read_inputs(tmp_path)
    assert checked_copy(tmp_path, tables, unread, "zh") is None


def test_no_row_number_is_lost(folder: Path) -> None:
    found = checked(folder)
    rows = {name: table.frame[ROW].to_list() for name, table in found.tables.items()}
    assert rows["people"] == list(range(2, len(rows_of("people")) + 1))

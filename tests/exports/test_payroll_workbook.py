"""payroll.xlsx as a spreadsheet shows it, read by another library than the one that writes it (promises 3, 15, 16)."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet
from paid_district import HELD, LINES_TOTAL, PAYROLL, PEOPLE, TOTAL, paid_district

from pay_linkage.exports import payroll_files
from pay_linkage.exports.payroll_workbook import LINES, UNITS, payroll_workbook
from pay_linkage.exports.payroll_workbook import PAYROLL as PAYROLL_SHEET

PROGRAM = """
import hashlib, sys
from pathlib import Path
from paid_district import paid_district
from pay_linkage.exports.payroll_workbook import payroll_workbook
print(hashlib.sha256(payroll_workbook(paid_district(), "PERF-YE", 2018, Path(sys.argv[1]))).hexdigest())
"""


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return load_workbook(BytesIO(payroll_workbook(paid_district(), "PERF-YE", 2018, tmp_path)))


@pytest.fixture
def values(tmp_path: Path) -> Workbook:
    """The workbook with the values that stand in its formulas' cells."""
    return load_workbook(BytesIO(payroll_workbook(paid_district(), "PERF-YE", 2018, tmp_path)), data_only=True)


def cell_texts(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_three_sheets_with_both_languages_above_frozen(book: Workbook) -> None:
    assert book.sheetnames == [PAYROLL_SHEET, UNITS, LINES]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        headings = [cell.value for cell in sheet[1]]
        assert all("\n" in str(heading) for heading in headings)
        assert all(sheet.column_dimensions[cell.column_letter].width >= 10 for cell in sheet[1])
    assert [cell.value for cell in book[PAYROLL_SHEET][1]] == [
        "人员编码\nPerson ID",
        "姓名\nName",
        "证件类型\nID type",
        "证件号码\nID number",
        "单位编码\nUnit ID",
        "单位名称\nUnit name",
        "工资项目\nPay item",
        "保底补差\nHeld",
        "金额\nAmount",
    ]


def test_ids_and_codes_are_text(book: Workbook) -> None:
    sheet = book[PAYROLL_SHEET]
    assert [sheet[f"A{row}"].value for row in (2, 3, 4)] == ["0010", "002", "É"]
    assert [sheet[f"D{row}"].value for row in (2, 3, 4)] == ["330902198001010017", "33090219800101001X", None]
    for row in sheet.iter_rows(min_row=2, max_row=4, max_col=7):
        assert {(cell.number_format, cell.data_type) for cell in row if cell.value is not None} == {("@", "s")}


def test_amounts_are_numbers_with_two_decimals(book: Workbook) -> None:
    for sheet, column in ((book[PAYROLL_SHEET], "I"), (book[PAYROLL_SHEET], "H"), (book[LINES], "L")):
        cell = sheet[f"{column}2"]
        assert (cell.number_format, cell.data_type) == ("#,##0.00", "n")
    assert [str(book[PAYROLL_SHEET][f"I{row}"].value) for row in (2, 3, 4)] == ["12345678.9", "300.6", "0.0"]


def test_totals_are_formulas_that_hold_the_control_totals(book: Workbook, values: Workbook) -> None:
    expected = {
        (PAYROLL_SHEET, "H5"): ("=SUM(H2:H4)", HELD),
        (PAYROLL_SHEET, "I5"): ("=SUM(I2:I4)", TOTAL),
        (LINES, "L7"): ("=SUM(L2:L6)", LINES_TOTAL),
        (LINES, "M7"): ("=SUM(M2:M6)", HELD),
    }
    for (sheet, cell), (formula, total) in expected.items():
        assert book[sheet][cell].value == formula
        assert f"{values[sheet][cell].value:.2f}" == total
        assert book[sheet][cell].number_format == "#,##0.00"
    assert book[PAYROLL_SHEET]["A5"].value == book[LINES]["A7"].value == "合计 Total"


def test_nothing_is_computed_but_the_totals(book: Workbook) -> None:
    computed = {(s.title, c.coordinate) for s in book for row in s.iter_rows() for c in row if c.data_type == "f"}
    assert computed == {(PAYROLL_SHEET, "H5"), (PAYROLL_SHEET, "I5"), (LINES, "L7"), (LINES, "M7")}


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "＝", "{=", "<r>", "_x000D_", "http://", "internal:"]
)
def test_every_name_is_text_and_exact(start: str, tmp_path: Path) -> None:
    name = f'{start}1+1</is></c><c r="Z1"><f>2</f></c></r>'
    tables = paid_district(people=[{**PEOPLE[0], "person_name": name}], payroll=PAYROLL[:1])
    sheet = load_workbook(BytesIO(payroll_workbook(tables, "PERF-YE", 2018, tmp_path)))[PAYROLL_SHEET]
    assert (unescape(sheet["B2"].value), sheet["B2"].data_type) == (name, "s")
    assert sheet["Z1"].value is None


def test_units_stand_by_rank_with_facts_as_words(book: Workbook) -> None:
    first, *rows = cell_texts(book[UNITS])
    place = {str(heading).split("\n")[1]: number for number, heading in enumerate(first)}
    assert [row[0] for row in rows] == ["T01", "T02"]
    assert rows[1][place["Unit name"]] == "@环南"
    assert (rows[1][place["Barred"]], rows[1][place["Failed"]], rows[0][place["Failed"]]) == ("是 Yes", "否 No", None)
    assert str(rows[0][place["Base score"]]) == "90.12345678"
    formats = [cell.number_format for cell in book[UNITS][2]]
    assert formats[place["Coefficient"]] == "0.0000##"
    assert formats[place["Base score"]] == "0.0000####"
    assert formats[place["Rank"]] == "0"


def test_each_line_stands_with_its_factors_and_what_is_held_below(book: Workbook) -> None:
    rows = cell_texts(book[LINES])[1:-1]
    assert [(row[0], row[2], row[4] and row[4].date(), row[11], row[12]) for row in rows] == [
        ("0010", "T01", date(2018, 1, 1), 12345678.9, None),
        ("002", "T01", date(2018, 1, 1), 100.1, None),
        ("002", "T02", date(2018, 4, 1), 200.2, None),
        ("002", None, None, None, 0.3),
        ("É", "T01", date(2018, 1, 1), 0, None),
    ]
    assert [row[8] for row in rows] == ["excellent", "competent", "competent", None, None]
    assert book[LINES]["E2"].number_format == "yyyy-mm-dd"


def test_a_district_without_people_has_totals_of_0(tmp_path: Path) -> None:
    tables = paid_district(people=[], person_results=[], pay_lines=[], payroll=[])
    book = load_workbook(BytesIO(payroll_workbook(tables, "PERF-YE", 2018, tmp_path)), data_only=True)
    assert (book[PAYROLL_SHEET]["A2"].value, book[PAYROLL_SHEET]["I2"].value) == ("合计 Total", 0)


def test_the_same_bytes_in_any_zone_and_under_any_umask(tmp_path: Path) -> None:
    hashes = set()
    for zone, seed, umask in (("Asia/Shanghai", "1", 0o022), ("America/St_Johns", "2", 0o077), ("UTC", "3", 0)):
        surroundings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
        done = subprocess.run(command, env=surroundings, umask=umask, capture_output=True, text=True, check=True)
        hashes.add(done.stdout)
    assert len(hashes) == 1


def test_nothing_stays_in_the_folder_that_it_works_in(tmp_path: Path) -> None:
    payroll_workbook(paid_district(), "PERF-YE", 2018, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_it_works_nowhere_else(tmp_path: Path) -> None:
    """Sheets hold people's data: a killed writer may leave none in the folder of all temporary files."""
    with pytest.raises(FileNotFoundError):
        payroll_workbook(paid_district(), "PERF-YE", 2018, tmp_path / "missing")


def test_a_disk_that_is_full_at_any_byte_is_an_os_error_and_no_noise(tmp_path: Path) -> None:
    command = [sys.executable, Path(__file__).with_name("short_files.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    refused = done.stdout.split()
    assert refused.count("EFBIG") > 20
    assert refused[-1] == "written"
    assert done.stderr == ""


def test_the_workbook_is_left_out_above_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = paid_district()
    assert sorted(payroll_files(tables, "PERF-YE", 2018).files) == ["payroll/payroll.csv", "payroll/payroll.xlsx"]
    for limit, value in (("MOST_PEOPLE", 2), ("MOST_ROWS", 4)):
        with monkeypatch.context() as limited:
            limited.setattr(import_module("pay_linkage.exports.payroll_files"), limit, value)
            made = payroll_files(tables, "PERF-YE", 2018)
        assert sorted(made.files) == ["payroll/payroll.csv"]
        assert made.left_out == {"payroll/payroll.xlsx": "payroll_workbook_too_large"}

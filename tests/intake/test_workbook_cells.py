from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import Cell, sheet_cell, workbook

from contracts.columns import COLUMNS
from pay_linkage.intake import read_inputs
from pay_linkage.intake.cell_text import cell_text, decimal_text
from pay_linkage.intake.raw_table import Fault
from tests.xls_file import XlsError, XlsNumber, xls_file


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (82.5, "82.5"),
        (0.1 + 0.2, "0.3"),
        (1.1 * 3, "3.3"),
        (-2.675, "-2.675"),
        (123456789012.3456, "123456789012.3456"),
        (1e-4, "0.0001"),
        (0, "0"),
        (85, "85"),
        ("85.0000", "85"),
        ("１，２３４．５", "1234.5"),
        (Cell(82.5, "0"), "82.5"),
        (Cell(12000.0, '0!.0,"万"'), "12000"),
    ],
)
def test_a_number_cell_is_its_shortest_decimal(tmp_path: Path, value: object, read: str) -> None:
    assert sheet_cell(tmp_path, "component_scores", "score", value) == (Decimal(read), [])


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (82.456789, "number_too_precise", "82.456789"),
        (1 / 3, "number_too_precise", "0.333333333333333"),
        (1e12, "number_too_large", "1000000000000"),
        (1e300, "number_too_large", "1e+300"),
        (1e-300, "number_too_precise", None),
        (Cell(0.85, "0%"), "number_is_percentage", "85%"),
        (Cell(0.855, "0.00%"), "number_is_percentage", "85.5%"),
        (Cell(0.855, "[Red]0.0 %"), "number_is_percentage", "85.5%"),
        (True, "number_not_readable", "TRUE"),
        (dt.date(2018, 3, 4), "number_not_readable", "2018-03-04"),
        (Cell("#DIV/0!", formula="=1/0"), "formula_error", "#DIV/0!"),
        ("八十", "number_not_readable", "八十"),
    ],
)
def test_a_number_cell_that_is_not_exact_is_refused_with_its_address(
    tmp_path: Path, value: object, code: str, shown: str | None
) -> None:
    read, problems = sheet_cell(tmp_path, "component_scores", "score", value)
    assert read is None
    assert [(p.code, p.place.sheet, p.place.row, p.place.cell, p.key) for p in problems] == [
        (code, "component_scores", 2, "C2", "U1|c")
    ]
    assert shown in (None, problems[0].value)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("0012", "0012"),
        (7, "7"),
        (-7, "-7"),
        (Cell(7, "000000"), "000007"),
        (Cell(1234567, "000000"), "1234567"),
        (Cell(7, "[$-804]000"), "007"),
        (Cell(7, "@"), "7"),
        (Cell(7, "0.00"), "7"),
        (Cell(7, "#,##0_ "), "7"),
        (Cell(7, '_ "￥"* #,##0.00_ '), "7"),
        (999999999999999, "999999999999999"),
        (True, "TRUE"),
    ],
)
def test_a_code_cell_is_what_the_clerk_sees(tmp_path: Path, value: object, read: str) -> None:
    assert sheet_cell(tmp_path, "units", "unit_id", value) == (read, [])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1000000000000000, "id_number_damaged"),
        (110101199003070017, "id_number_damaged"),
        ("1.10101E+17", "id_number_damaged"),
        (1.5, "code_is_number"),
        (Cell(7, '"U"000'), "code_is_number"),
        (Cell(7, r"\U000"), "code_is_number"),
        (Cell(12345678, "000-00000"), "code_is_number"),
        (Cell(0.07, "0%"), "code_is_number"),
        (Cell(7, "0%"), "code_is_number"),
        (dt.date(2018, 3, 4), "code_is_date"),
        (Cell("#REF!", formula="=A1"), "formula_error"),
    ],
)
def test_a_code_cell_that_is_not_certain_is_refused(tmp_path: Path, value: object, code: str) -> None:
    read, problems = sheet_cell(tmp_path, "units", "unit_id", value)
    assert (read, [(p.code, p.place.cell) for p in problems]) == (None, [(code, "A2")])


def test_a_numeric_id_number_is_refused_and_not_repeated(tmp_path: Path) -> None:
    read, problems = sheet_cell(tmp_path, "people", "id_number", 110101199003070017.0)
    assert (read, [(p.code, p.value, p.key) for p in problems]) == (None, [("id_number_damaged", None, "P1")])
    assert "1101011990" not in str(problems[0].as_record("en"))


@pytest.mark.parametrize("options", [{}, {"date_1904": True}])
@pytest.mark.parametrize(
    "value",
    [
        dt.date(2018, 3, 4),
        dt.datetime(2018, 3, 4),  # noqa: DTZ001 - a cell has no zone
        "2018年3月4日",
        20180304,
        Cell(dt.date(2018, 3, 4), 'yyyy"年"m"月"d"日"'),
        Cell(dt.date(2018, 3, 4), "[$-804]m/d"),
    ],
)
def test_a_date_cell_is_its_day_in_both_date_systems(tmp_path: Path, value: object, options: dict[str, object]) -> None:
    assert sheet_cell(tmp_path, "events", "occurred_on", value, **options) == (dt.date(2018, 3, 4), [])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (dt.datetime(2018, 3, 4, 8, 30), "date_with_time"),  # noqa: DTZ001 - a cell has no zone
        (43163, "date_not_readable"),
        (Cell(60, "yyyy-mm-dd"), "date_impossible"),
        (Cell(0.5, "h:mm"), "date_not_readable"),
        ("03/04/2018", "date_not_readable"),
        (Cell("#N/A", formula="=NA()"), "formula_error"),
    ],
)
def test_a_date_cell_that_is_no_certain_day_is_refused(tmp_path: Path, value: object, code: str) -> None:
    read, problems = sheet_cell(tmp_path, "events", "occurred_on", value)
    assert (read, [p.code for p in problems]) == (None, [code])


def test_a_formula_counts_by_its_cached_value(tmp_path: Path) -> None:
    assert sheet_cell(tmp_path, "component_scores", "score", Cell(85.5, formula="=80+5.5")) == (Decimal("85.5"), [])
    assert sheet_cell(tmp_path, "units", "unit_name", Cell("甲乙", formula='="甲"&"乙"')) == ("甲乙", [])


def test_a_formula_that_was_never_computed_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "项目得分"
    sheet.append(["单位编码", "考核项目", "得分"])
    sheet.append(["U1", "c", "=80+5"])
    sheet.append(["U2", "c", 80])
    book.save(tmp_path / "book.xlsx")
    tables, problems = read_inputs(tmp_path / "book.xlsx")
    assert tables["component_scores"].frame["score"].to_list() == [None, Decimal(80)]
    assert [(p.code, p.place.cell, p.key) for p in problems] == [("formula_without_value", "C2", "U1|c")]


def test_a_row_that_holds_only_an_error_is_not_blank(tmp_path: Path) -> None:
    rows = [
        ["unit_id", "unit_name", "category"],
        [None] * 3,
        [None, Cell("#REF!", formula="=A9"), None],
        ["U1", "甲", "c"],
    ]
    tables, problems = read_inputs(workbook(tmp_path / "book.xlsx", {"units": rows}))
    assert tables["units"].frame["_row"].to_list() == [3, 4]
    assert [(p.code, p.place.cell) for p in problems] == [("formula_error", "B3")]


XLS_ROWS = [
    ["单位编码", "单位名称", "考核类别"],
    ["0012", "环南街道", "c"],
    [XlsNumber(17, 1), "乙", "c"],
    [XlsNumber(17, 1, multiple=True), "丙", "c"],
    [XlsNumber(5), "丁", "c"],
]


def test_an_xls_workbook_is_read_like_an_xlsx_one(tmp_path: Path) -> None:
    (tmp_path / "book.xls").write_bytes(xls_file({"单位": XLS_ROWS}, ["000000"]))
    tables, problems = read_inputs(tmp_path / "book.xls")
    assert problems == []
    assert tables["units"].frame["unit_id"].to_list() == ["0012", "000017", "000017", "5"]
    assert tables["units"].origin.place(3, "unit_id").cell == "A3"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (XlsError(0x17), "formula_error"),
        (XlsError(0x2A, formula=True), "formula_error"),
        (XlsNumber(110101199003070017.0), "id_number_damaged"),
        (XlsNumber(7, 2), "code_is_number"),
        (XlsNumber(7, 3), "code_is_number"),
    ],
)
def test_an_xls_cell_that_is_not_certain_is_refused(tmp_path: Path, cell: object, code: str) -> None:
    rows = [["单位编码", "单位名称", "考核类别"], [cell, "甲", "c"]]
    (tmp_path / "book.xls").write_bytes(xls_file({"单位": rows}, ["000000", '"U"000', "0%"]))
    tables, problems = read_inputs(tmp_path / "book.xls")
    assert tables["units"].frame["unit_id"].to_list() == [None]
    assert [(p.code, p.place.cell) for p in problems] == [(code, "A2")]


@given(cents=st.integers(-(10**13), 10**13), places=st.integers(0, 4))
def test_the_text_of_a_float_is_the_decimal_it_was_written_as(cents: int, places: int) -> None:
    number = Decimal(cents).scaleb(-places)
    assert Decimal(decimal_text(float(number), COLUMNS["score"].scale)) == number


def test_a_day_that_programs_count_differently_is_not_certain() -> None:
    column = COLUMNS["start_date"]
    assert cell_text(dt.date(1900, 2, 28), column, None) == Fault("date_impossible", "1900-02-28")
    midnight = dt.datetime(1900, 1, 1)  # noqa: DTZ001 - a cell has no zone
    assert cell_text(midnight, column, None) == Fault("date_impossible", "1900-01-01 00:00:00")
    assert cell_text(dt.date(1900, 3, 1), column, None) == "1900-03-01"
    assert cell_text("1900-01-01", column, None) == "1900-01-01"

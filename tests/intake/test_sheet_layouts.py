from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from sheet_layouts import HEAD, IDS, P1, PEOPLE, READ, REFUSED, Layout, written

from contracts.input_table import ROW
from contracts.tables import READ_TABLES
from pay_linkage.intake import read_inputs, read_table
from tests.xls_file import xls_file


def values(layout: Layout, path: Path) -> dict[str, list[object]]:
    found, problems = read_table(path, READ_TABLES[layout.table])
    assert [(p.code, p.place.row, p.facts) for p in problems] == []
    assert found is not None
    read = {name: found.frame[name].to_list() for name in layout.read}
    return {name: [str(v) if hasattr(v, "as_tuple") else v for v in column] for name, column in read.items()}


@pytest.mark.parametrize("name", READ)
def test_the_records_of_a_layout_are_read_and_nothing_else(tmp_path: Path, name: str) -> None:
    layout = READ[name]
    assert values(layout, written(tmp_path / "sheet.xlsx", layout)) == {n: list(v) for n, v in layout.read.items()}


@pytest.mark.parametrize("name", REFUSED)
def test_a_layout_that_could_be_misread_is_refused_at_its_row(tmp_path: Path, name: str) -> None:
    layout = REFUSED[name]
    found, problems = read_table(written(tmp_path / "sheet.xlsx", layout), READ_TABLES[layout.table])
    assert [(p.code, p.place.row) for p in problems] == list(layout.refused)
    assert all(p.text(part, lang) for p in problems for part in ("what", "expected", "mend") for lang in ("en", "zh"))
    assert found is not None
    assert {n: found.frame[n].to_list() for n in layout.read} == {n: list(v) for n, v in layout.read.items()}


@pytest.mark.parametrize("name", [name for name, layout in READ.items() if not layout.merges and "formula" not in name])
def test_a_layout_without_merged_cells_is_read_from_csv_too(tmp_path: Path, name: str) -> None:
    layout = READ[name]
    width = max(map(len, layout.rows))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[*row, *[None] * (width - len(row))] for row in layout.rows])
    (tmp_path / "sheet.csv").write_text(text.getvalue().replace("姓　名", "姓名"), "utf-8")
    expected = {n: list(v) for n, v in layout.read.items() if n != ROW}
    assert {n: v for n, v in values(layout, tmp_path / "sheet.csv").items() if n != ROW} == expected


def test_hidden_rows_of_an_xls_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xls"
    path.write_bytes(
        xls_file({"Sheet1": [HEAD, *([str(v) for v in row] for row in PEOPLE)]}, hidden_rows={"Sheet1": [2]})
    )
    found, problems = read_table(path, READ_TABLES["people"])
    assert [(p.code, p.facts["rows"]) for p in problems] == [("rows_hidden", "3")]
    assert found is not None
    assert found.frame["person_id"].to_list() == IDS


@pytest.mark.parametrize("column", ["C", "D"])
def test_a_value_under_merged_cells_is_not_taken_for_one_that_people_see(tmp_path: Path, column: str) -> None:
    book = Workbook()
    for row in (HEAD, *PEOPLE):
        book.active.append(row)
    book.active.merged_cells.add(f"{column}2:{column}3")  # without clearing the cells, as some programs do
    book.save(tmp_path / "sheet.xlsx")
    _, problems = read_table(tmp_path / "sheet.xlsx", READ_TABLES["people"])
    assert [(p.code, p.place.cell) for p in problems] == [("cell_covered", f"{column}3")]


def sheets(path: Path, **layouts: Layout) -> Path:
    book = Workbook()
    book.remove(book.active)
    for title, layout in layouts.items():
        sheet = book.create_sheet(title)
        for row in layout.rows:
            sheet.append(list(row))
    book.save(path)
    return path


UNITS = Layout("units", [["单位编码", "单位名称", "考核类别"], ["U1", "甲", "c"]])
POSTS = Layout("assignments", [["工号", "单位编码", "入职日期"], ["P1", "U1", "2018-01-01"]])
ROSTER = Layout("people", [HEAD, P1])
BOTH = Layout("people", [[*HEAD, "部门", "入职日期"], [*P1, "U1", "2018-01-01"]])


def test_a_sheet_of_another_name_is_taken_for_the_one_table_that_it_fits(tmp_path: Path) -> None:
    tables, problems = read_inputs(sheets(tmp_path / "a.xlsx", Sheet1=UNITS, 花名册=ROSTER, Sheet3=POSTS))
    assert problems == []
    assert {name: table.origin.sheet for name, table in tables.items()} == {
        "units": "Sheet1",
        "people": "花名册",
        "assignments": "Sheet3",
    }


def test_a_sheet_that_fits_two_tables_and_a_table_that_two_sheets_fit_are_named(tmp_path: Path) -> None:
    _, problems = read_inputs(sheets(tmp_path / "a.xlsx", Sheet1=UNITS, Sheet2=UNITS))
    assert [(p.code, p.facts["places"]) for p in problems] == [("table_twice", "Sheet1, Sheet2")]
    _, problems = read_inputs(sheets(tmp_path / "b.xlsx", Sheet1=BOTH))
    assert [(p.code, p.facts["tables"]) for p in problems] == [
        ("sheet_fits_several", "人员 / people, 任职 / assignments")
    ]


def test_an_old_copy_and_a_table_that_is_there_by_name_are_not_looked_for(tmp_path: Path) -> None:
    tables, problems = read_inputs(sheets(tmp_path / "a.xlsx", 单位=UNITS, Sheet2=UNITS, 花名册旧=ROSTER))
    assert ([(p.code) for p in problems], {t.origin.sheet for t in tables.values()}) == ([], {"单位"})

"""LibreOffice finds no formula in any file that the product writes, and every text as it was (promise 15)."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from telling_district import LOOK_ALIKES, REFUSES, TEXTS, HandedOut, handed_out

from pay_linkage.layouts import builtin_layouts
from tests.libreoffice import formulas, saved_by_libreoffice


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> HandedOut:
    with pytest.MonkeyPatch.context() as patch:
        return handed_out(tmp_path_factory.mktemp("telling"), patch)


def texts(workbook: Path) -> set[str]:
    book = openpyxl.load_workbook(workbook)
    return {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_the_test_sees_a_formula_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "raw.csv").write_text("name\n=1+1\n王\n", encoding="utf-8")
    assert formulas(*saved_by_libreoffice([tmp_path / "raw.csv"], tmp_path / "saved")) == ["1+1"]


def test_every_kind_of_file_is_among_them(files: HandedOut) -> None:
    names = " ".join(file.name for file in (*files.csv, *files.workbooks))
    kinds = ("payroll.csv", "payroll-full.csv", "export-payroll-csv.csv", "export-person-amounts.csv", "payroll.xlsx")
    more = (
        "template.xlsx",
        "corrections.xlsx",
        "circulation.xlsx",
        "export-wage-sheet.xlsx",
        "checked.xlsx",
        "moves.xlsx",
        "margins.xlsx",
        "assumed.what-if.xlsx",
        "schemes.what-if.xlsx",
        "province.xlsx",
        *(f"export-{layout}." for layout in builtin_layouts() if layout != REFUSES),
    )
    assert [kind for kind in (*kinds, *more) if kind not in names] == []


def test_no_cell_of_a_csv_file_is_a_formula(files: HandedOut, tmp_path: Path) -> None:
    saved = saved_by_libreoffice(list(files.csv), tmp_path)
    assert {file.name: found for file in saved if (found := formulas(file))} == {}


def test_no_cell_of_a_workbook_is_a_formula_but_its_totals(files: HandedOut, tmp_path: Path) -> None:
    saved = saved_by_libreoffice(list(files.workbooks), tmp_path)
    found = {formula for file in saved for formula in formulas(file)}
    assert not [formula for formula in found if not formula.startswith(("SUM(", "SUBTOTAL("))]


def test_every_text_of_a_workbook_is_as_it_was(files: HandedOut, tmp_path: Path) -> None:
    named = [file for file in files.workbooks if file.name.endswith(("payroll.xlsx", "template.xlsx", "checked.xlsx"))]
    for file in (*named, *saved_by_libreoffice(named, tmp_path)):
        there = texts(file)
        assert [
            text for text in TEXTS if text not in there and text.replace("_x0041_", "_x005F_x0041_") not in there
        ] == []


def test_every_text_of_a_csv_file_is_as_it_was_or_behind_an_apostrophe(files: HandedOut) -> None:
    payroll = next(file for file in files.csv if file.name.endswith("payroll.csv"))
    with payroll.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["person_name"] for row in rows}
    assert [text for text in TEXTS if text not in names and f"'{text}" not in names] == []
    assert set(LOOK_ALIKES) <= names
    assert {row["person_id"] for row in rows} >= {f"'{text}" for text in TEXTS if text.startswith("=")}

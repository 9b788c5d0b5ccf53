"""Documents as pages and workbooks: nothing that they are given is obeyed, and nothing is computed (promise 15)."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook

from pay_linkage.exports.document import MISSING, Document, Heading, Part, Table, Value
from pay_linkage.exports.document_page import documents_page
from pay_linkage.exports.document_workbook import documents_workbook, sheet_names
from tests.libreoffice import formulas, saved_by_libreoffice

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "{% raw %}",
    "<r>1</r>",
    "_x0041_",
    "http://example.org",
    "javascript:alert(1)",
    "'quoted",
    "&lt;b&gt;",
]


def document(text: str) -> Document:
    headings = (Heading(text, "text"), Heading("n", "number"), Heading("m", "mark"))
    rows: tuple[tuple[Value, ...], ...] = ((text, Decimal("1.2300"), text), (text, MISSING, None), ("Σ", 3, None))
    part = Part(text, (text,), Table(headings, rows, totals=1))
    return Document(text, text, text, (part,), "to come", ((text, text),), text, (text,))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_shows_every_text_and_obeys_none(text: str) -> None:
    page = documents_page([document(text)], "en", text).decode()
    tree = html.fromstring(page)
    assert tree.find(".//h1").text_content() == text
    assert [cell.text_content() for cell in tree.findall(".//tbody/tr")[0]] == [text, "1.23", text]
    assert not tree.xpath("//script | //img | //a | //link | //iframe | //*[@*[starts-with(name(), 'on')]]")


def test_a_page_loads_nothing() -> None:
    page = documents_page([document("x")], "zh", "x").decode()
    assert "default-src 'none'" in page
    assert not re.search(r"https?://|url\(|@import|src=|href=", page)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_workbook_holds_every_text_as_text(text: str) -> None:
    data = documents_workbook([document(text)], 2018)
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert sum(str(cell.value) == text for cell in cells) >= 7
    assert [cell.value for cell in cells if cell.data_type == "n"] == [1.23, 3]


def test_the_same_documents_are_the_same_bytes() -> None:
    assert documents_workbook([document("x")], 2018) == documents_workbook([document("x")], 2018)


def test_sheets_have_names_that_a_workbook_takes() -> None:
    names = ["0101", "0101", "a/b", "'x'", "History", "é" * 40, "É" * 40, "", "[x]"]
    found = sheet_names(names)
    assert len({name.casefold() for name in found}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in found)
    load_workbook(BytesIO(documents_workbook([document(name) for name in names], 2018)))


def test_libreoffice_opens_the_workbook_and_computes_nothing(tmp_path: Path) -> None:
    book = tmp_path / "documents.xlsx"
    book.write_bytes(documents_workbook([document(text) for text in HOSTILE], 2018))
    (saved,) = saved_by_libreoffice([book], tmp_path / "saved")
    assert formulas(saved) == []
    kept = load_workbook(saved)
    assert kept.sheetnames == sheet_names(HOSTILE)
    assert [sheet["A1"].value for sheet in kept] == [sheet["A1"].value for sheet in load_workbook(book)]

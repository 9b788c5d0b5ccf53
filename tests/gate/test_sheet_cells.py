"""The short way through a sheet's XML finds what the long way finds, and leaves to it whatever is not as plain."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from xlsxwriter import Workbook as WrittenWorkbook

from contracts.publication_gate import plain_cells, sheet_cells
from contracts.publication_gate.sheet_cells import ColumnCells
from contracts.publication_gate.workbook_archive import Unreadable, WorkbookArchive

HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"
TEXTS = ["王小明", "a&b", "<b>x</b>", '"', "'=1", "_x0041_", " a ", "x\ny", "", "\U00020089", "]]>"]
Found = dict[int, ColumnCells] | None


def found(xml: bytes, shared: list[str], *, short: bool, monkeypatch: pytest.MonkeyPatch) -> Found:
    """What is found; nothing where the sheet cannot be read."""
    with monkeypatch.context() as patch:
        if not short:
            patch.setattr(sheet_cells, "plain_cells", lambda *_: None)
        try:
            return sheet_cells.sheet_cells(xml, shared)
        except Unreadable:
            return None


def by_xlsxwriter(path: Path) -> None:
    book = WrittenWorkbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    for row, text in enumerate(TEXTS):
        sheet.write_string(row, 0, text)
        sheet.write_number(row, 27, row / 7)
    sheet.write_formula(len(TEXTS), 0, "=A1&1", None, 5)
    book.close()


def by_openpyxl(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, text in enumerate(TEXTS):
        sheet.append([row, text or None, row / 7, text == "a"])
        sheet.cell(row + 1, 2).data_type = "s"
    book.save(path)


@pytest.mark.parametrize("write", [by_xlsxwriter, by_openpyxl])
def test_both_ways_find_the_same(
    write: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.xlsx"
    write(path)
    archive = WorkbookArchive(path.read_bytes())
    xml, shared = archive.part("xl/worksheets/sheet1.xml"), archive.shared_texts()
    long = found(xml, shared, short=False, monkeypatch=monkeypatch)
    assert found(xml, shared, short=True, monkeypatch=monkeypatch) == long
    assert long
    assert set(TEXTS[:3]) - {""} <= {text for column in long.values() for text in column.texts}


def test_what_we_write_goes_the_short_way(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    by_xlsxwriter(path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert plain_cells.plain_cells(xml, [], lambda _: False) is not None


A1 = '<c r="A1"><v>1</v></c>'


@pytest.mark.parametrize(
    "body",
    [
        f"<row>{A1}</row>",
        f"<row>{A1}<c r='B1'><v>2</v></c></row>",
        f'<row>{A1}<c t="s" r="B1"><v>0</v></c></row>',
        f'<row>{A1}<c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v>7</v></c></row>',
        f'<row>{A1}<c r="B1" t="s"><v>-</v></c></row>',
        f'<row>{A1}<c r="B1" t="b"><v>1</v></c></row>',
        f'<row>{A1}<c r="B1" t="inlineStr"><is><r><t>x</t></r></is></c></row>',
        f'<row>{A1}<c r="B1" t="inlineStr"><is><t>&#x738B;&amp;#10;</t></is></c></row>',
        f'<row>{A1}<c r="B1" t="inlineStr"><is><t>x&bad;</t></is></c></row>',
        f'<row>{A1}<c r="B1" t="inlineStr"><is><t>x & y</t></is></c></row>',
        f"<row>{A1}<!--{A1.replace('A', 'B')}--></row>",
        f"<row>{A1}<![CDATA[{A1.replace('A', 'B')}]]></row>",
        f"<row>{A1}<?x {A1.replace('A', 'B')}?></row>",
        f'<row>{A1}<c r="B1" t="inlineStr"><is><t>]]></t></is></c></row>',
        f'<row>{A1}<c r="B1" t="inlineStr"><is><t>\x01</t></is></c></row>',
        f'<row>{A1}<c r="B1" t="inlineStr"><is><t>x\r\ny</t></is></c></row>',
        f'<row>{A1}<c r="B1" t="inlineStr"><is><t>\uffff</t></is></c></row>',
        f"<row>{A1}{A1}</row>",
        f'<row><c r="A2"><v>1</v></c></row><row>{A1}</row>',
        f'<row>{A1}<c r="B1"><f>A1</f></c><c r="C1"><f t=\'shared\'>A1</f><v>1</v></c></row>',
        f"<row>{A1}",
        f"<row>{A1}</row></sheetData><x/>",
        f'<row>{A1}<c r="A0"><v>1</v></c></row>',
        f'<row>{A1}<c r="A99999999"><v>1</v></c></row>',
        f'<row>{A1}<x:c r="B1"><v>1</v></x:c></row>',
        f'<row a="{A1.replace(chr(34), "")}">{A1}</row>',
        "<row/>",
    ],
)
def test_the_short_way_hides_nothing(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for tail in (TAIL, ""):
        xml = (HEAD + body + tail).encode()
        long, short = (found(xml, ["shared"], short=short, monkeypatch=monkeypatch) for short in (False, True))
        assert short == long


def test_bytes_that_are_no_text_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    xml = (HEAD + A1 + TAIL).encode().replace(b"<v>1", b"<v>\xff")
    assert found(xml, [], short=True, monkeypatch=monkeypatch) is None

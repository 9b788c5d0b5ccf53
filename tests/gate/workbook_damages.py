"""Ways to damage the tax client's workbook with another library than the one that wrote it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class WorkbookDamage:
    """``sheet`` changes the first sheet, ``book`` the workbook, ``data`` the bytes afterwards."""

    code: str
    sheet: Callable[[Worksheet], object] | None = None
    book: Callable[[Workbook], object] | None = None
    data: Callable[[bytes], bytes] = bytes


def damaged(data: bytes, damage: WorkbookDamage) -> bytes:
    """The workbook, saved anew where something in it is changed."""
    if damage.sheet or damage.book:
        data = saved_anew(data, damage.sheet, damage.book)
    return damage.data(data)


def saved_anew(
    data: bytes,
    sheet: Callable[[Worksheet], object] | None = None,
    book: Callable[[Workbook], object] | None = None,
) -> bytes:
    """The workbook as another program saves it, changed or not."""
    workbook = load_workbook(io.BytesIO(data))
    if sheet:
        sheet(workbook.worksheets[0])
    if book:
        book(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def put(cell: str, value: object, data_type: str | None = None) -> Callable[[Worksheet], object]:
    """Another value in a cell."""

    def change(sheet: Worksheet) -> None:
        assert sheet[cell].value != value
        sheet[cell].value = value
        if data_type:
            sheet[cell].data_type = data_type

    return change


def swap(one: str, other: str) -> Callable[[Worksheet], object]:
    """The values of two cells change places."""

    def change(sheet: Worksheet) -> None:
        sheet[one].value, sheet[other].value = sheet[other].value, sheet[one].value

    return change


def with_part(name: str) -> Callable[[bytes], bytes]:
    """A further part in the archive."""

    def change(data: bytes) -> bytes:
        buffer = io.BytesIO(data)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(name, b"<x/>")
        return buffer.getvalue()

    return change


def copy_row(sheet: Worksheet) -> None:
    """The second person once more at the end."""
    sheet.append([cell.value for cell in sheet[3]])


WORKBOOK_DAMAGES = {
    "an ID number as a number": WorkbookDamage("gate_identifier_not_text", put("D3", 330000198001010028)),
    "an ID number as a number of 15 digits": WorkbookDamage("gate_identifier_changed", put("D3", 330000198001010000)),
    "a person's code as a number": WorkbookDamage("gate_identifier_not_text", put("A3", 1)),
    "an ID number lost": WorkbookDamage("gate_cell_empty", put("D3", None)),
    "an ID number of somebody else": WorkbookDamage("gate_identifier_changed", swap("D3", "D4")),
    "a changed cent": WorkbookDamage("gate_amount_changed", put("E2", 18000.01)),
    "an amount as text": WorkbookDamage("gate_number_not_number", put("E2", "18000.00")),
    "an amount as a formula": WorkbookDamage("gate_formula", put("E2", "=18000", "f")),
    "a name as a formula": WorkbookDamage("gate_formula", put("B5", "=1+2", "f")),
    "a negative amount": WorkbookDamage("gate_amount_negative", put("E2", -18000)),
    "a tenth of a cent": WorkbookDamage("gate_amount_malformed", put("E2", 18000.001)),
    "an amount lost": WorkbookDamage("gate_cell_empty", put("E2", None)),
    "amounts of two people swapped": WorkbookDamage("gate_amount_changed", swap("E2", "E3")),
    "names of two people swapped": WorkbookDamage("gate_cell_changed", swap("B2", "B3")),
    "a document type that the client does not know": WorkbookDamage("gate_word_unknown", put("C2", "身份证")),
    "a document type of somebody else": WorkbookDamage("gate_cell_changed", swap("C2", "C9")),
    "a name as a number": WorkbookDamage("gate_text_not_text", put("B2", 7)),
    "a column filled that stays empty": WorkbookDamage("gate_cell_changed", put("F2", "0")),
    "a star lost from a heading": WorkbookDamage("gate_heading_changed", put("B1", "姓名")),
    "a blank behind a heading": WorkbookDamage("gate_heading_changed", put("A1", "工号 ")),
    "a heading too many": WorkbookDamage("gate_heading_changed", put("L1", "手机")),
    "a cell beside the columns": WorkbookDamage("gate_cells_beside", put("N5", "备忘")),
    "a title above the headings": WorkbookDamage("gate_heading_changed", lambda sheet: sheet.insert_rows(1)),
    "a column inserted": WorkbookDamage("gate_heading_changed", lambda sheet: sheet.insert_cols(2)),
    "a row lost": WorkbookDamage("gate_person_missing", lambda sheet: sheet.delete_rows(4)),
    "an empty row between": WorkbookDamage("gate_person_unknown", lambda sheet: sheet.insert_rows(4)),
    "a person twice": WorkbookDamage("gate_person_twice", copy_row),
    "a total below": WorkbookDamage("gate_person_unknown", lambda sheet: sheet.append(["合计", None, None, None, 1])),
    "a sheet too many": WorkbookDamage("gate_sheets_other", book=lambda book: book.create_sheet("Sheet2")),
    "a sheet renamed": WorkbookDamage("gate_sheets_other", lambda sheet: setattr(sheet, "title", "Sheet1")),
    "a hidden sheet": WorkbookDamage(
        "gate_sheets_other", book=lambda book: setattr(book.create_sheet("x"), "sheet_state", "hidden")
    ),
    "a comment": WorkbookDamage("gate_foreign_parts", lambda sheet: setattr(sheet["A1"], "comment", Comment("x", "y"))),
    "macros": WorkbookDamage("gate_foreign_parts", data=with_part("xl/vbaProject.bin")),
    "a link to another workbook": WorkbookDamage(
        "gate_foreign_parts", data=with_part("xl/externalLinks/externalLink1.xml")
    ),
    "cut off": WorkbookDamage("gate_file_unreadable", data=lambda data: data[: len(data) // 2]),
    "a flipped byte": WorkbookDamage("gate_file_unreadable", data=lambda data: data[:400] + b"\xff\xff" + data[402:]),
    "a CSV file in its place": WorkbookDamage("gate_file_unreadable", data=lambda _: b"a,b\n1,2\n"),
}

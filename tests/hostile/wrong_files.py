"""Files that are not what they are called, or not whole, or locked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile

from tests.hostile.family import READ, Family, written
from tests.hostile.xlsx_bytes import BOOK, SHEET, UNITS, parts, workbook, zipped

NOT_READABLE = ("workbook_not_readable",)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200
PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
CSV = b"unit_id,unit_name,category\nU1,x,c\n"
HTML = b"<html><table><tr><td>unit_id</td></tr></table></html>"
XML_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
DOCX = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
ODS = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}


def _of(name: str, data: bytes) -> Callable[[Path], Path]:
    return lambda folder: written(folder, name, data)


def _in_folder(name: str, data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "in").mkdir()
        written(folder / "in", name, data)
        return folder / "in"

    return make


def _locked(folder: Path) -> Path:
    path = folder / "book.xlsx"
    with path.open("wb") as file:
        OOXMLFile(io.BytesIO(zipped(parts()))).encrypt("secret", file)
    return path


def _flagged(folder: Path) -> Path:
    data = bytearray(zipped(parts()))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return written(folder, "book.xlsx", bytes(data))


def _binary(folder: Path) -> Path:
    return written(folder, "book.xlsb", zipped({"xl/workbook.bin": b"\x83\1\0"}))


def _cut(eighths: int) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        data = zipped(parts())
        return written(folder, "book.xlsx", data[: len(data) * eighths // 8])

    return make


def _another_compression(folder: Path) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in parts().items():
            archive.writestr(name, data)
    return written(folder, "book.xlsx", buffer.getvalue())


FAMILIES = (
    *(
        Family(f"{kind} called .xlsx", _of("book.xlsx", data), NOT_READABLE)
        for kind, data in {
            "a PDF": PDF,
            "a PNG": PNG,
            "an HTML page": HTML,
            "a CSV file": CSV,
            "XML of Excel 2003": XML_2003,
            "a .docx": zipped(DOCX),
            "an .ods": zipped(ODS),
            "an empty archive": zipped({}),
            "nothing": b"",
        }.items()
    ),
    Family("an .xlsx called .xls", lambda f: workbook(f, name="book.xls"), READ, UNITS),
    Family("an .xlsx called .csv", _in_folder("units.csv", zipped(parts())), ("encoding_unreadable",)),
    Family("an .xlsx called .parquet", _in_folder("units.parquet", zipped(parts())), ("parquet_not_readable",)),
    Family("an .xlsb", _binary, NOT_READABLE),
    Family("a password", _locked, ("workbook_encrypted",)),
    Family("a part marked as encrypted", _flagged, ("workbook_encrypted",)),
    Family("macros", lambda f: workbook(f, {"xl/vbaProject.bin": b"x"}), ("workbook_with_macros",)),
    Family(
        "macros elsewhere", lambda f: workbook(f, {"xl/odd/VBAPROJECT.BIN": b"x"}, "a.xlsm"), ("workbook_with_macros",)
    ),
    *(Family(f"cut after {eighths} eighths", _cut(eighths), NOT_READABLE) for eighths in range(1, 8)),
    Family("without the workbook part", lambda f: written(f, "b.xlsx", zipped({**parts(), BOOK: ""})), NOT_READABLE),
    Family("a sheet's part of no bytes", lambda f: workbook(f, {SHEET: ""}), (*NOT_READABLE, "file_empty")),
    Family("compressed by another method", _another_compression, NOT_READABLE),
)

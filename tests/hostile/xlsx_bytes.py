"""A small sound .xlsx, part by part, any of which can be another."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.hostile.family import written

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADINGS = ("unit_id", "unit_name", "category")
UNITS = ("U1", "U2")
SHEET, SHARED, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def text_cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def row(number: int, cells: Iterable[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def text_row(number: int, texts: Iterable[str]) -> str:
    return row(number, [text_cell(f"{letter}{number}", text) for letter, text in zip("ABCDEFGH", texts, strict=False)])


ROWS = (text_row(1, HEADINGS), *(text_row(at, (unit, "甲", "c")) for at, unit in enumerate(UNITS, start=2)))


def sheet(rows: Iterable[str] = ROWS, before: str = "", after: str = "") -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def parts(changed: Mapping[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    """The parts of the workbook, some of them changed or added."""
    kinds = f"{RELATION}/worksheet", f"{RELATION}/styles", f"{RELATION}/sharedStrings"
    targets = "worksheets/sheet1.xml", "styles.xml", "sharedStrings.xml"
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(zip(kinds, targets, strict=True), start=1)
    )
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        BOOK: f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>'
        '<sheet name="units" sheetId="1" r:id="rId1"/></sheets></workbook>',
        RELATIONS: f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        STYLES: f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>',
        SHARED: f'{HEAD}<sst xmlns="{MAIN}"/>',
        SHEET: sheet(),
        **(changed or {}),
    }


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def workbook(folder: Path, changed: Mapping[str, str | bytes] | None = None, name: str = "book.xlsx") -> Path:
    return written(folder, name, zipped(parts(changed)))


def rows_workbook(folder: Path, *rows: str, before: str = "", after: str = "") -> Path:
    return workbook(folder, {SHEET: sheet(rows, before, after)})


class Repeated:
    """A text in which one piece stands many times, deflated without being there as a whole."""

    def __init__(self, head: bytes, piece: bytes, times: int, tail: bytes) -> None:
        self.size = len(head) + len(piece) * times + len(tail)
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        start = squeeze.compress(head) + squeeze.flush(zlib.Z_FULL_FLUSH)
        middle = squeeze.compress(piece) + squeeze.flush(zlib.Z_FULL_FLUSH)
        self.deflated = start + middle * times + squeeze.compress(tail) + squeeze.flush()
        self.crc = zlib.crc32(head)
        for _ in range(times):
            self.crc = zlib.crc32(piece, self.crc)
        self.crc = zlib.crc32(tail, self.crc)


def with_bomb(folder: Path, part: str, bomb: Repeated, told: int | None = None, name: str = "book.xlsx") -> Path:
    """The workbook with one part deflated already; ``told`` is its size as the archive gives it."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, data in parts().items():
            if other != part:
                archive.writestr(other, data)
        entry = zipfile.ZipInfo(part)
        entry.compress_type = zipfile.ZIP_STORED
        archive.writestr(entry, bomb.deflated)
    whole = bytearray(stored.getvalue())
    size = bomb.size if told is None else told
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = whole.rindex(
            mark, 0, whole.rindex(part.encode()) if mark == b"PK\x01\x02" else whole.index(part.encode())
        )
        whole[place + at : place + at + 2] = (8).to_bytes(2, "little")
        whole[place + at + 6 : place + at + 10] = bomb.crc.to_bytes(4, "little")
        whole[place + at + 14 : place + at + 18] = size.to_bytes(4, "little")
    return written(folder, name, bytes(whole))

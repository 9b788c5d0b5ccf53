"""The marks of an xls workbook's cells, read from its records (BIFF, [MS-XLS] 2.4).

Only the few records that tell errors and number formats are looked at; values come from elsewhere.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from pay_linkage.intake.cell_mark import BUILT_IN_PERCENT, CellMark, SheetScan, format_mark
from pay_linkage.intake.workbook_archive import XLS_STREAMS, NotOpened

FORMULA, EOF, FILE_PASS, BOUND_SHEET, MULTIPLE_RK, XF = 0x06, 0x0A, 0x2F, 0x85, 0xBD, 0xE0
NUMBER, LABEL, ERROR, RK, FORMAT = 0x0203, 0x0204, 0x0205, 0x027E, 0x041E
RICH_LABEL, SHARED_LABEL = 0xD6, 0xFD
ROW, ROW_HIDDEN = 0x0208, 0x20
CELLS = frozenset((FORMULA, MULTIPLE_RK, RICH_LABEL, SHARED_LABEL, NUMBER, LABEL, ERROR, RK))
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
RESULT_IS_NO_NUMBER = b"\xff\xff"
RESULT_IS_ERROR = 2
"""Marks of a formula's result, in its last two bytes and its first."""

Record = tuple[int, bytes]


def xls_scans(data: bytes) -> dict[str, SheetScan]:
    """Sheet name → marks and reach of its cells. Raises ``NotOpened`` where the records are broken or encrypted."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            stream = file.openstream(next(name for name in XLS_STREAMS if file.exists(name))).read()
        styles, sheets = _globals(stream)
        return {name: _sheet_scan(stream, start, styles) for name, start in sheets.items()}
    except (struct.error, OSError, ValueError, IndexError) as error:
        raise NotOpened("workbook_not_readable") from error


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """Number and content of each record from ``start`` to the end of its part."""
    while True:
        number, size = struct.unpack_from("<HH", stream, start)
        if start + 4 + size > len(stream):
            raise NotOpened("workbook_not_readable")
        yield number, stream[start + 4 : start + 4 + size]
        if number == EOF:
            return
        start += 4 + size


def _globals(stream: bytes) -> tuple[list[CellMark | None], dict[str, int]]:
    """The mark of each cell style in order, and sheet name → where its records begin."""
    formats: dict[int, CellMark | None] = dict(BUILT_IN_PERCENT)
    used: list[int] = []
    sheets: dict[str, int] = {}
    for number, content in _records(stream, 0):
        if number == FILE_PASS:
            raise NotOpened("workbook_encrypted")
        if number == FORMAT:
            formats[struct.unpack_from("<H", content)[0]] = format_mark(_text(content[2:], 2))
        elif number == XF:
            used.append(struct.unpack_from("<H", content, 2)[0])
        elif number == BOUND_SHEET:
            sheets[_text(content[6:], 1)] = struct.unpack_from("<I", content)[0]
    return [formats.get(index) for index in used], sheets


def _text(content: bytes, count_size: int) -> str:
    """A string of which first the length, then whether its characters take two bytes, is told."""
    length = int.from_bytes(content[:count_size], "little")
    characters = content[count_size + 1 :]
    return (
        characters[: 2 * length].decode("utf-16-le")
        if content[count_size] & 1
        else characters[:length].decode("latin-1")
    )


def _sheet_scan(stream: bytes, start: int, styles: list[CellMark | None]) -> SheetScan:
    marks: dict[tuple[int, int], CellMark] = {}
    hidden: set[int] = set()
    rows = columns = 0
    taken: dict[int, int] = {}
    for number, content in _records(stream, start):
        if number == ROW and content[12] & ROW_HIDDEN:
            hidden.add(struct.unpack_from("<H", content)[0])
        if number not in CELLS:
            continue
        row, column = struct.unpack_from("<HH", content)
        last = struct.unpack_from("<H", content, len(content) - 2)[0] if number == MULTIPLE_RK else column
        rows, columns = max(rows, row + 1), max(columns, last + 1)
        _take(taken, row, range(column, last + 1))
        for place, mark in enumerate(_record_marks(number, content, styles)):
            if mark:
                marks[row, column + place] = mark
    return SheetScan(marks, rows, columns, frozenset(hidden), filled=sum(bits.bit_count() for bits in taken.values()))


def _take(taken: dict[int, int], row: int, columns: range) -> None:
    """Note the cells, a bit each in their row's number; two in one place, of which one would be read, are refused."""
    bits = (1 << len(columns)) - 1 << columns.start
    if taken.get(row, 0) & bits:
        raise NotOpened("workbook_not_readable")
    taken[row] = taken.get(row, 0) | bits


def _record_marks(number: int, content: bytes, styles: list[CellMark | None]) -> Iterator[CellMark | None]:
    """The mark of each cell of one record, from left to right."""
    if number == MULTIPLE_RK:
        yield from (styles[style] for (style,) in struct.iter_unpack("<H4x", content[4:-2]))
    elif number == ERROR:
        yield CellMark("error", ERRORS.get(content[6], "#")) if content[7] else None
    elif number == FORMULA and content[12:14] == RESULT_IS_NO_NUMBER:
        yield CellMark("error", ERRORS.get(content[8], "#")) if content[6] == RESULT_IS_ERROR else None
    elif number in (FORMULA, NUMBER, RK):
        yield styles[struct.unpack_from("<H", content, 4)[0]]

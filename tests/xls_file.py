"""Writes a tiny .xls workbook byte by byte: BIFF8 records in a compound file ([MS-XLS] 2.4, [MS-CFB]), for what no
library here writes. Any record can be another, and any table of sectors.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
LABEL, NUMBER, ERROR, FORMULA, MULTIPLE_RK, ROW = 0x0204, 0x0203, 0x0205, 0x0006, 0x00BD, 0x0208
BEGIN, OVER, BOUND_SHEET, STYLE, FORMAT, FILE_PASS = 0x0809, 0x000A, 0x0085, 0x00E0, 0x041E, 0x002F
GLOBALS, CELLS = (struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6) for kind in (0x0005, 0x0010))
FIRST_FORMAT = 164


@dataclass(frozen=True)
class XlsError:
    """A cell holding an error, or a formula that came to it."""

    code: int
    formula: bool = False


@dataclass(frozen=True)
class XlsNumber:
    """A number in a style (see ``xls_file``), stored within a MULRK record if asked."""

    value: float
    style: int = 0
    multiple: bool = False


def xls_file(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    formats: Sequence[str] = (),
    hidden: Sequence[str] = (),
    encrypted: bool = False,
    hidden_rows: Mapping[str, Sequence[int]] | None = None,
) -> bytes:
    """The workbook's bytes; style 0 is General, style i + 1 has formats[i]."""
    cells = {name: _cells(rows, (hidden_rows or {}).get(name, ())) for name, rows in sheets.items()}
    password = [record(FILE_PASS, b"\0" * 6)] if encrypted else []
    shown = [record(FORMAT, struct.pack("<H", FIRST_FORMAT + at) + wide(text, "<H")) for at, text in enumerate(formats)]
    return compound(stream(cells, [*password, *shown], range(FIRST_FORMAT, FIRST_FORMAT + len(formats)), hidden))


def record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def wide(text: str, count: str) -> bytes:
    """A string whose characters take two bytes, its length in the form ``count`` before it."""
    units = text.encode("utf-16-le")
    return struct.pack(count, len(units) // 2) + b"\1" + units


def label(row: int, column: int, text: str) -> bytes:
    return record(LABEL, struct.pack("<HHH", row, column, 0) + wide(text, "<H"))


def stream(
    sheets: Mapping[str, bytes],
    globals_: Sequence[bytes] = (),
    styles: Sequence[int] = (),
    hidden: Sequence[str] = (),
    begins: int | None = None,
) -> bytes:
    """The workbook's records: ``sheets`` are the cells of each, ``styles`` the formats of those beside General;
    ``begins`` is where each sheet is said to begin, if not where it does.
    """
    bodies = [record(BEGIN, CELLS) + cells + record(OVER, b"") for cells in sheets.values()]
    head = record(BEGIN, GLOBALS) + b"".join(globals_)
    head += b"".join(record(STYLE, struct.pack("<HH", 0, style) + b"\0" * 16) for style in (0, *styles))
    bounds = [struct.pack("<BB", int(name in hidden), 0) + wide(name, "<B") for name in sheets]
    start = len(head) + sum(8 + len(bound) for bound in bounds) + 4
    for at, bound in enumerate(bounds):
        place = start + sum(map(len, bodies[:at])) if begins is None else begins
        head += record(BOUND_SHEET, struct.pack("<I", place) + bound)
    return head + record(OVER, b"") + b"".join(bodies)


def _cells(rows: Sequence[Sequence[object]], hidden: Sequence[int]) -> bytes:
    shape = b"".join(record(ROW, struct.pack("<HHHHIII", r, 0, 9, 255, 0, 0x20, 0)) for r in hidden)
    return shape + b"".join(
        _cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None
    )


def _cell(row: int, column: int, value: object) -> bytes:
    at = struct.pack("<HH", row, column)
    if isinstance(value, XlsError) and value.formula:
        result = bytes((2, 0, value.code, 0, 0, 0, 255, 255))
        return record(FORMULA, at + struct.pack("<H", 0) + result + b"\0" * 8)
    if isinstance(value, XlsError):
        return record(ERROR, at + struct.pack("<HBB", 0, value.code, 1))
    if isinstance(value, XlsNumber) and value.multiple:
        return record(MULTIPLE_RK, at + struct.pack("<HIH", value.style, int(value.value) << 2 | 2, column))
    if isinstance(value, XlsNumber):
        return record(NUMBER, at + struct.pack("<Hd", value.style, value.value))
    return label(row, column, str(value))


def compound(content: bytes, chain: Sequence[int] | None = None) -> bytes:
    """A compound file with the one stream ``Workbook``, long enough to need no short-sector table; ``chain`` is another
    table of sectors than the right one.
    """
    content = content.ljust(4096, b"\0")
    sectors = -(-len(content) // SECTOR)
    table = [FAT, END, *range(3, 2 + sectors), END] if chain is None else list(chain)
    packed = struct.pack(f"<{SECTOR // 4}I", *table, *[FREE] * (SECTOR // 4 - len(table)))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack("<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    directory = _entry("Root Entry", 5, END, 0, 1) + _entry("Workbook", 2, 2, len(content), FREE)
    return header + packed + directory.ljust(SECTOR, b"\0") + content.ljust(sectors * SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    fixed = struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
    return text.ljust(64, b"\0") + fixed + b"\0" * 36 + struct.pack("<IQ", start, size)

"""Writes a tiny .xls workbook byte by byte: BIFF8 records in a compound file, for what no library here writes."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


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
    bodies = [_sheet(rows, (hidden_rows or {}).get(name, ())) for name, rows in sheets.items()]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    head += _record(0x002F, b"\0" * 6) if encrypted else b""
    head += b"".join(_record(0x041E, struct.pack("<H", 164 + i) + _wide(f, "<H")) for i, f in enumerate(formats))
    head += b"".join(
        _record(0x00E0, struct.pack("<HH", 0, i) + b"\0" * 16) for i in (0, *range(164, 164 + len(formats)))
    )
    bounds = [struct.pack("<BB", int(name in hidden), 0) + _wide(name, "<B") for name in sheets]
    start = len(head) + sum(8 + len(b) for b in bounds) + 4
    places = [start + sum(map(len, bodies[:i])) for i in range(len(bodies))]
    head += b"".join(
        _record(0x0085, struct.pack("<I", place) + bound) for place, bound in zip(places, bounds, strict=True)
    )
    return _compound(head + _record(0x000A, b"") + b"".join(bodies))


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _wide(text: str, count: str) -> bytes:
    units = text.encode("utf-16-le")
    return struct.pack(count, len(units) // 2) + b"\1" + units


def _sheet(rows: Sequence[Sequence[object]], hidden: Sequence[int] = ()) -> bytes:
    shape = b"".join(_record(0x0208, struct.pack("<HHHHIII", r, 0, 9, 255, 0, 0x20, 0)) for r in hidden)
    cells = shape + b"".join(
        _cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None
    )
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    return begin + cells + _record(0x000A, b"")


def _cell(row: int, column: int, value: object) -> bytes:
    at = struct.pack("<HH", row, column)
    if isinstance(value, XlsError) and value.formula:
        return _record(
            0x0006, at + struct.pack("<H", 0) + bytes((2, 0, value.code, 0, 0, 0, 255, 255)) + b"\0" * 6 + b"\0\0"
        )
    if isinstance(value, XlsError):
        return _record(0x0205, at + struct.pack("<HBB", 0, value.code, 1))
    if isinstance(value, XlsNumber) and value.multiple:
        return _record(0x00BD, at + struct.pack("<HIH", value.style, int(value.value) << 2 | 2, column))
    if isinstance(value, XlsNumber):
        return _record(0x0203, at + struct.pack("<Hd", value.style, value.value))
    return _record(0x0204, at + struct.pack("<H", 0) + _wide(str(value), "<H"))


def _compound(stream: bytes) -> bytes:
    """A compound file with the one stream ``Workbook``, long enough to need no short-sector table."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // SECTOR)
    chain = [FAT, END, *range(3, 2 + sectors), END]
    table = struct.pack(f"<{SECTOR // 4}I", *chain, *[FREE] * (SECTOR // 4 - len(chain)))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack("<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    directory = _entry("Root Entry", 5, END, 0, 1) + _entry("Workbook", 2, 2, len(stream), FREE)
    return header + table + directory.ljust(SECTOR, b"\0") + stream.ljust(sectors * SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )

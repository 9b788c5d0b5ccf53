"""A small sound .xls, record by record, any of which can be another ([MS-XLS] 2.4, [MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.hostile.xlsx_bytes import HEADINGS, UNITS

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
LABEL, NUMBER, BOUND_SHEET, STYLE, BEGIN, OVER = 0x0204, 0x0203, 0x0085, 0x00E0, 0x0809, 0x000A
GLOBALS, CELLS = (struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6) for kind in (0x0005, 0x0010))


def record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def label(row: int, column: int, text: str) -> bytes:
    wide = text.encode("utf-16-le")
    return record(LABEL, struct.pack("<HHHH", row, column, 0, len(wide) // 2) + b"\1" + wide)


def units_cells() -> bytes:
    rows = (HEADINGS, *((unit, "甲", "c") for unit in UNITS))
    return b"".join(label(r, c, text) for r, texts in enumerate(rows) for c, text in enumerate(texts))


def stream(cells: bytes, begins: int | None = None, globals_: Sequence[bytes] = ()) -> bytes:
    """The workbook's records with one sheet, ``units``; ``begins`` is where the sheet is said to begin."""
    name = "units".encode("utf-16-le")
    head = record(BEGIN, GLOBALS) + b"".join(globals_) + record(STYLE, b"\0" * 20)
    start = len(head) + 4 + 8 + len(name) + 4
    bound = struct.pack("<IBBBB", start if begins is None else begins, 0, 0, len(name) // 2, 1) + name
    return head + record(BOUND_SHEET, bound) + record(OVER, b"") + record(BEGIN, CELLS) + cells + record(OVER, b"")


def compound(content: bytes, chain: Sequence[int] | None = None) -> bytes:
    """A compound file with the one stream ``Workbook``; ``chain`` is another table of sectors than the right one."""
    content = content.ljust(4096, b"\0")
    sectors = -(-len(content) // SECTOR)
    table = [FAT, END, *range(3, 2 + sectors), END] if chain is None else list(chain)
    packed = struct.pack(f"<{SECTOR // 4}I", *table, *[FREE] * (SECTOR // 4 - len(table)))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack("<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    entries = _entry("Root Entry", 5, END, 0, 1) + _entry("Workbook", 2, 2, len(content), FREE)
    return header + packed + entries.ljust(SECTOR, b"\0") + content.ljust(sectors * SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    fixed = struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
    return text.ljust(64, b"\0") + fixed + b"\0" * 36 + struct.pack("<IQ", start, size)


def sound_xls() -> bytes:
    return compound(stream(units_cells()))

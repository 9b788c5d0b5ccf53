"""Workbooks of the old format whose records or sectors lie."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

from tests.hostile.family import READ, Family, written
from tests.hostile.xls_bytes import LABEL, NUMBER, compound, label, record, sound_xls, stream, units_cells
from tests.hostile.xlsx_bytes import UNITS

NOT_READABLE = ("workbook_not_readable",)
FILE_PASS = 0x2F
SHARED_TEXTS = 0xFC


def _of(data: bytes) -> Callable[[Path], Path]:
    return lambda folder: written(folder, "book.xls", data)


def _number(row: int, column: int, value: float) -> bytes:
    return record(NUMBER, struct.pack("<HHHd", row, column, 0, value))


CELLS = units_cells()
FAMILIES = (
    Family("a sound .xls", _of(sound_xls()), READ, UNITS),
    Family("a sound .xls called .xlsx", lambda f: written(f, "book.xlsx", sound_xls()), READ, UNITS),
    Family(
        "an .xls with a password",
        _of(compound(stream(CELLS, globals_=[record(FILE_PASS, b"\0" * 6)]))),
        ("workbook_encrypted",),
    ),
    Family("an .xls cut in its records", _of(sound_xls()[:1600]), NOT_READABLE),
    Family(
        "a record longer than the file", _of(compound(stream(CELLS + struct.pack("<HH", LABEL, 60_000)))), NOT_READABLE
    ),
    Family("a record too short for its cell", _of(compound(stream(CELLS + record(LABEL, b"\0\0")))), NOT_READABLE),
    Family(
        "a text longer than its record",
        _of(compound(stream(CELLS + record(LABEL, b"\3\0\0\0\0\0\xff\xff\1a\0")))),
        READ,
        (*UNITS, "a"),
    ),
    Family("a sheet that begins beyond the file", _of(compound(stream(CELLS, begins=2**31))), NOT_READABLE),
    Family("a sheet that begins in itself", _of(compound(stream(CELLS, begins=0))), (*NOT_READABLE, "file_empty")),
    Family(
        "sectors that follow each other in a ring",
        _of(compound(stream(CELLS), [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 9), 2])),
        READ,
        UNITS,
    ),
    Family(
        "a sector that is not there",
        _of(compound(stream(CELLS), [0xFFFFFFFD, 0xFFFFFFFE, 3, 4, 100_000_000])),
        NOT_READABLE,
    ),
    Family(
        "four billion shared texts in an .xls",
        _of(compound(stream(CELLS, globals_=[record(SHARED_TEXTS, b"\xff" * 8)]))),
        READ,
        UNITS,
    ),
    Family(
        "a cell of an .xls in the last corner",
        _of(compound(stream(CELLS + _number(65_535, 255, 1.0)))),
        ("sheet_too_large",),
    ),
    Family("a cell of an .xls twice", _of(compound(stream(CELLS + label(2, 0, "U3")))), NOT_READABLE),
)

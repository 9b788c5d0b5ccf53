"""Workbooks of the old format whose records or sectors lie."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.hostile.family import READ, Family, written
from tests.hostile.xlsx_bytes import HEADINGS, UNITS
from tests.xls_file import FILE_PASS, LABEL, NUMBER, compound, label, record, stream, xls_file

NOT_READABLE = ("workbook_not_readable",)
SHARED_TEXTS = 0xFC


def _of(data: bytes) -> Callable[[Path], Path]:
    return lambda folder: written(folder, "book.xls", data)


def _file(cells: bytes = b"", chain: Sequence[int] | None = None, **other: Any) -> Callable[[Path], Path]:
    """A workbook with further cells, globals or another table of sectors."""
    return _of(compound(stream({"units": CELLS + cells}, **other), chain))


def _number(row: int, column: int, value: float) -> bytes:
    return record(NUMBER, struct.pack("<HHHd", row, column, 0, value))


def sound_xls() -> bytes:
    return xls_file({"units": ROWS})


ROWS = (HEADINGS, *((unit, "甲", "c") for unit in UNITS))
CELLS = b"".join(label(r, c, text) for r, texts in enumerate(ROWS) for c, text in enumerate(texts))
FAMILIES = (
    Family("a sound .xls", _of(sound_xls()), READ, UNITS),
    Family("a sound .xls called .xlsx", lambda f: written(f, "book.xlsx", sound_xls()), READ, UNITS),
    Family(
        "an .xls with a password",
        _file(globals_=[record(FILE_PASS, b"\0" * 6)]),
        ("workbook_encrypted",),
    ),
    Family("an .xls cut in its records", _of(sound_xls()[:1600]), NOT_READABLE),
    Family("a record longer than the file", _file(struct.pack("<HH", LABEL, 60_000)), NOT_READABLE),
    Family("a record too short for its cell", _file(record(LABEL, b"\0\0")), NOT_READABLE),
    Family(
        "a text longer than its record",
        _file(record(LABEL, b"\3\0\0\0\0\0\xff\xff\1a\0")),
        READ,
        (*UNITS, "a"),
    ),
    Family("a sheet that begins beyond the file", _file(begins=2**31), NOT_READABLE),
    Family("a sheet that begins in itself", _file(begins=0), (*NOT_READABLE, "file_empty")),
    Family(
        "sectors that follow each other in a ring",
        _file(chain=[0xFFFFFFFD, 0xFFFFFFFE, *range(3, 9), 2]),
        READ,
        UNITS,
    ),
    Family(
        "a sector that is not there",
        _file(chain=[0xFFFFFFFD, 0xFFFFFFFE, 3, 4, 100_000_000]),
        NOT_READABLE,
    ),
    Family(
        "four billion shared texts in an .xls",
        _file(globals_=[record(SHARED_TEXTS, b"\xff" * 8)]),
        READ,
        UNITS,
    ),
    Family(
        "a cell of an .xls in the last corner",
        _file(_number(65_535, 255, 1.0)),
        ("sheet_too_large",),
    ),
    Family("a cell of an .xls twice", _file(label(2, 0, "U3")), NOT_READABLE),
)

"""Folders whose CSV or Parquet files are built against their readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from tests.hostile.family import READ, Family, written
from tests.hostile.xlsx_bytes import UNITS

HEAD = b"unit_id,unit_name,category\n"
ROWS = "U1,甲,c\nU2,乙,c\n"
SOUND = HEAD + ROWS.encode()
STOPPED = ("reading_too_much", "reading_too_long", "parquet_not_readable", "file_too_long")


def _csv(data: bytes, name: str = "units.csv") -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "in").mkdir()
        return written(folder / "in", name, data).parent

    return make


def _parquet(frame: Callable[[], pl.DataFrame], change: Callable[[bytes], bytes] = bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "in").mkdir()
        path = folder / "in" / "units.parquet"
        frame().write_parquet(path)
        path.write_bytes(change(path.read_bytes()))
        return path.parent

    return make


def _units(**more: object) -> pl.DataFrame:
    return pl.DataFrame({"unit_id": ["U1", "U2"], "unit_name": ["甲", "乙"], "category": ["c", "c"], **more})


def _same(count: int) -> pl.DataFrame:
    return pl.select(unit_id=pl.repeat("c", count)).with_columns(unit_name="unit_id", category="unit_id")


def _longer_footer(data: bytes) -> bytes:
    return data[:-8] + b"\xff\xff\xff\x7f" + data[-4:]


def _damaged(data: bytes) -> bytes:
    return data[:40] + b"\xff" * 40 + data[80:]


FAMILIES = (
    Family("130,000 columns", _csv(HEAD[:-1] + b"," * 130_000 + b"\nU1,x,c\n"), ("columns_too_many",)),
    Family("900 columns above 300,000 empty lines", _csv(HEAD[:-1] + b"," * 900 + b"\n" * 300_000), READ),
    Family("a million empty lines", _csv(SOUND + b"\n" * 1_000_000), READ, UNITS),
    Family("a million lines of separators", _csv(SOUND + b",,\n" * 400_000), READ, UNITS),
    Family("a quote that is never closed", _csv(SOUND + b'"' + b"x\n" * 200_000), ("row_ragged",)),
    Family("one line of 2 MB", _csv(HEAD + b"U1," + b"x" * 2_000_000 + b",c\n"), READ),
    Family("a line of a million separators", _csv(SOUND + b"," * 1_000_000 + b"\n"), ("row_ragged",)),
    Family("zero bytes", _csv(SOUND + b"U3,\0,c\n"), ("encoding_unreadable",)),
    Family(
        "two encodings in one file",
        _csv(HEAD + ROWS.encode() * 2 + "U3,单位名称,c\n".encode("gb18030")),
        ("encoding_mixed", "encoding_unreadable"),
    ),
    Family("half a character", _csv(SOUND + b"U3,\xe7\x94\n"), ("encoding_unreadable", "encoding_mixed")),
    Family(
        "UTF-16 of odd length", _csv(b"\xff\xfe" + SOUND.decode().encode("utf-16-le") + b"x"), ("encoding_unreadable",)
    ),
    Family("text that would be a formula", _csv(HEAD + b"U1,=cmd|' /C calc'!A0,c\nU2,@SUM(1),c\n"), READ, UNITS),
    Family("only a byte order mark", _csv(b"\xef\xbb\xbf"), ("file_empty",)),
    Family("four letters of Parquet", _csv(b"PAR1", "units.parquet"), ("parquet_not_readable",)),
    Family("a footer longer than the file", _parquet(_units, _longer_footer), ("parquet_not_readable",)),
    Family(
        "pages overwritten",
        _parquet(_units, _damaged),
        ("parquet_not_readable", "reading_broke_off", "reading_too_much"),
    ),
    Family("Parquet cut in half", _parquet(_units, lambda data: data[: len(data) // 2]), ("parquet_not_readable",)),
    Family("another table's columns", _parquet(lambda: pl.DataFrame({"x": [1], "y": [2]})), ("header_missing",)),
    Family(
        "lists where text belongs",
        _parquet(lambda: _units().with_columns(unit_name=pl.concat_list("unit_name"))),
        ("parquet_type_unreadable",),
    ),
    Family(
        "records where text belongs",
        _parquet(lambda: _units().with_columns(unit_name=pl.struct("unit_name"))),
        ("parquet_type_unreadable",),
    ),
    Family(
        "bytes where text belongs",
        _parquet(lambda: _units().with_columns(pl.col("unit_name").cast(pl.Binary))),
        ("parquet_type_unreadable",),
    ),
    Family("a column that is no business of ours, of lists", _parquet(lambda: _units(z=[[1], [2]])), READ, UNITS),
    Family("21 million rows in some KB", _parquet(lambda: _same(21_000_000)), STOPPED),
    Family("4 million rows in some KB", _parquet(lambda: _same(4_000_000)), STOPPED),
)

"""What can be read in a file's bytes: as they are, and inside archives, Parquet files and databases."""

from __future__ import annotations

import html
import io
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing

import polars as pl

ENCODINGS = ("utf-8", "utf-16-le", "gb18030")


def found_in(data: bytes, texts: Iterable[str]) -> set[str]:
    """Those of the texts that the bytes hold: in any encoding, as entities, compressed, as numbers of a table."""
    texts = frozenset(texts)
    found = {text for text in texts for code in ENCODINGS if text.encode(code) in data}
    if b"&#" in data:
        plain = html.unescape(data.decode("utf-8", "replace"))
        found |= {text for text in texts if text in plain}
    for part in _parts(data):
        found |= found_in(part, texts)
    return found


def _parts(data: bytes) -> Iterator[bytes]:
    """What lies inside: the parts of an archive, the cells of a table file or a database as text."""
    if data.startswith(b"PAR1"):
        yield from _parquet(data)
    elif data.startswith(b"SQLite format 3\0"):
        yield from _database(data)
    elif zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                yield part.encode()
                yield archive.read(part)


def _parquet(data: bytes) -> Iterator[bytes]:
    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError):  # a damaged one; its bytes are searched all the same
        return
    for column in frame:
        yield "\n".join(map(str, column.unique().to_list())).encode()


def _database(data: bytes) -> Iterator[bytes]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(data[:18] + b"\1\1" + data[20:])  # as if it had no log beside it
        try:
            names = [name for (name,) in base.execute("select name from sqlite_master where type = 'table'")]
            for name in names:
                rows = base.execute(f'select * from "{name}"').fetchall()  # noqa: S608  (a name of the database's own)
                yield "\n".join(str(cell) for row in rows for cell in row).encode()
        except sqlite3.DatabaseError:  # damaged, or in the midst of being written
            return

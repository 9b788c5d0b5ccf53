"""Tables as bytes: Parquet files that are the same on every machine, and hashes of what a table says."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import IO, Literal, cast

import polars as pl

ROWS_TOGETHER = 122_880
"""Rows of a Parquet row group: fixed, else the number of threads would decide."""


def parquet_bytes(frame: pl.DataFrame) -> bytes:
    """The frame as Parquet: one chunk, fixed row groups, zstd, nothing in it of when or where.

    Without least and greatest values, which nobody asks for; a higher level of zstd takes longer and saves nothing.
    """
    buffer = BytesIO()
    frame.rechunk().write_parquet(
        buffer, compression="zstd", compression_level=1, statistics=False, row_group_size=ROWS_TOGETHER
    )
    return buffer.getvalue()


def parquet_frame(data: bytes) -> pl.DataFrame:
    """The frame that ``parquet_bytes`` wrote."""
    return pl.read_parquet(BytesIO(data))


def cells_sha256(frame: pl.DataFrame) -> str:
    """SHA-256 of the table's headings and cells as CSV, so that it does not hang on how Parquet encodes them.

    An empty text and a null differ (``""`` and nothing).
    """
    return csv_sha256(frame)


def csv_sha256(
    frame: pl.DataFrame,
    *,
    include_header: bool = True,
    separator: str = ",",
    quote_style: Literal["necessary", "never"] = "necessary",
) -> str:
    """SHA-256, in hexadecimal, of the frame as CSV whose lines end with LF, without holding the text."""
    text = _Hashed()
    frame.write_csv(
        cast(IO[bytes], text),
        line_terminator="\n",
        include_header=include_header,
        separator=separator,
        quote_style=quote_style,
    )
    return text.sha256.hexdigest()


class _Hashed:
    """A file that keeps nothing but the hash of what is written into it."""

    def __init__(self) -> None:
        self.sha256 = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Hash the next bytes."""
        self.sha256.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

"""Tables as bytes: Parquet files that are the same on every machine, and hashes of what a table says."""

from __future__ import annotations

from io import BytesIO

import polars as pl

from pay_linkage.runs.canonical import sha256

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
    buffer = BytesIO()
    frame.write_csv(buffer, line_terminator="\n")
    return sha256(buffer.getvalue())

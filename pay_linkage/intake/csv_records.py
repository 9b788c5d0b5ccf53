"""The records of a CSV text: which physical lines belong together, and whether each record is well-formed.

A quoted field may hold separators, doubled quotes and line ends. A record is sound when it has exactly as many fields
as the header and every quote opens or closes a whole field; anything else is refused rather than repaired.
"""

from __future__ import annotations

import polars as pl

LINE = "line"
RECORD = "record"


def csv_records(text: bytes, first_line: int) -> pl.DataFrame:
    """Columns ``line`` (number of the line on which the record starts) and ``record`` (its text); blank lines too."""
    lines = pl.read_lines(text, name=RECORD, row_index_name=LINE, row_index_offset=first_line)
    lines = lines.with_columns(pl.col(LINE).cast(pl.Int64))
    if b'"' not in text:
        return lines
    quotes = pl.col(RECORD).str.count_matches('"', literal=True)
    opened = quotes.cum_sum().shift(1, fill_value=0) % 2 == 1
    starts = lines.with_columns((~opened).cum_sum().alias("number"))
    if starts["number"].n_unique() == lines.height:
        return lines
    return (
        starts.group_by("number", maintain_order=True)
        .agg(pl.col(LINE).first(), pl.col(RECORD).str.join("\n"))
        .drop("number")
    )


def is_blank() -> pl.Expr:
    """Whether a record is an empty line, or one of white space only."""
    return pl.col(RECORD).str.strip_chars() == ""


def is_sound(fields: int, separator: str, text: bytes) -> pl.Expr:
    """Whether a record has ``fields`` well-formed fields."""
    if b'"' not in text:
        return pl.col(RECORD).str.count_matches(separator, literal=True) == fields - 1
    field = rf'(?:[^"\n{separator}]*|"(?:[^"]|"")*")'
    return pl.col(RECORD).str.contains(rf"^{field}(?:{separator}{field}){{{fields - 1}}}$")


def field_count(record: str, separator: str) -> int:
    """How many fields a record has, quoted separators not counted."""
    outside = record.split('"')[::2]
    return 1 + sum(part.count(separator) for part in outside)

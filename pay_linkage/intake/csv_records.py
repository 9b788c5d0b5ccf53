"""The records of a CSV text: which physical lines belong together, and whether each record is well-formed.

A quoted field may hold separators, doubled quotes and line ends. A record is sound when it has exactly as many fields
as the header and every quote opens or closes a whole field; anything else is refused rather than repaired.
"""

from __future__ import annotations

import io

import polars as pl

LINE = "line"
RECORD = "record"


def plain_fields(text: bytes, names: list[str], separator: str) -> pl.DataFrame | None:
    """The fields of a text without quotes in which every line has as many fields as there are ``names``, a row a line;
    None where the text is not so plain. A shortcut: what it gives, ``record_fields`` of all records gives too.
    """
    if b'"' in text:
        return None
    try:
        fields = _read(text, names, separator)
    except pl.exceptions.PolarsError:
        return None  # a line has too many fields
    if fields.select(pl.all_horizontal(pl.all().is_null()).any()).item():
        return None
    return fields if text.count(separator.encode()) == fields.height * (len(names) - 1) else None


def csv_records(text: bytes, first_line: int) -> pl.DataFrame:
    """Columns ``line`` (number of the line on which the record starts) and ``record`` (its text); no blank lines."""
    lines = pl.read_lines(text, name=RECORD, row_index_name=LINE, row_index_offset=first_line)
    if b'"' in text:
        quotes = pl.col(RECORD).str.count_matches('"', literal=True)
        starts = quotes.cum_sum().shift(1, fill_value=0) % 2 == 0
        lines = (
            lines.group_by(starts.cum_sum().alias("number"), maintain_order=True)
            .agg(pl.col(LINE).first(), pl.col(RECORD).str.join("\n"))
            .drop("number")
        )
    return lines.filter(pl.col(RECORD).str.contains(r"\S"))


def record_fields(records: pl.DataFrame, names: list[str], separator: str) -> pl.DataFrame:
    """The fields of sound records, a row a record."""
    text = io.BytesIO()
    records.select(RECORD).write_csv(text, include_header=False, quote_style="never")
    return _read(text.getvalue(), names, separator)


def _read(text: bytes, names: list[str], separator: str) -> pl.DataFrame:
    schema = dict.fromkeys(names, pl.String())
    return (
        pl.read_csv(text, has_header=False, schema=schema, separator=separator) if text else pl.DataFrame(schema=schema)
    )


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

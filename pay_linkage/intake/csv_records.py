"""The records of a CSV text: which physical lines belong together, and whether each record is well-formed.

A quoted field may hold separators, doubled quotes and line ends. A record is sound when it has exactly as many fields
as the header and every quote opens or closes a whole field; anything else is refused rather than repaired.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import polars as pl

from pay_linkage.intake.encoding import next_line

LINE = "line"
RECORD = "record"

BLANK_OR_QUOTE = b'\t\x0b\x0c\r "\xc2\xe1\xe2\xe3'
"""Bytes of which every white space but a line feed has one in UTF-8; and the quote, within which these may stand."""


@dataclass(frozen=True, slots=True)
class Body:
    """The records of a text where they stand in it: below the lines ``above``, from byte ``start`` on."""

    text: bytes
    above: int
    start: int


def body_below(text: bytes, above: int) -> Body:
    """The body of a text whose header and what is above it take ``above`` physical lines."""
    start = 0
    for _ in range(above):
        start = next_line(text, start)
    return Body(text, above, start)


def plain_fields(body: Body, names: list[str], separator: str) -> pl.DataFrame | None:
    """The fields of a body that has no quotes and in every line as many fields as there are ``names``, a row a line;
    None where it is not so plain. A shortcut: ``sound_fields`` gives the same.
    """
    text, start = body.text, body.start
    if start == len(text):
        return _read(b"", names, separator)
    lines = text.count(b"\n", start) + (not text.endswith(b"\n"))
    if text.find(b'"', start) >= 0 or text.count(separator.encode(), start) != lines * (len(names) - 1):
        return None
    try:
        fields = _read(text, names, separator, body.above)
    except pl.exceptions.PolarsError:
        return None  # a line has too many fields
    # No line has too many separators, so their sum is this only where no line has too few. It is counted beforehand,
    # since lines without fields would be given as many as the header has.
    return fields if fields.height == lines else None


def sound_fields(body: Body, names: list[str], separator: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The fields of every sound record, with ``line``, the number of the line on which it starts; and the other records
    (``line``, ``record``), blank lines left out.
    """
    text = body.text[body.start :]
    records = _records(text, body.above + 1)
    sound = records.select(_is_sound(len(names), separator, text)).to_series()
    broken = records.filter(~sound).filter(pl.col(RECORD).str.contains(r"\S"))
    kept = records.filter(sound)
    fields = _read(text if sound.all() else _joined(kept), names, separator)
    return fields.with_columns(kept[LINE]), broken


def _records(text: bytes, first_line: int) -> pl.DataFrame:
    """Columns ``line`` and ``record``: a line with an open quote goes on in the next one."""
    lines = pl.read_lines(text, name=RECORD, row_index_name=LINE, row_index_offset=first_line)
    quotes = lines[RECORD].str.count_matches('"', literal=True) % 2
    if not quotes.sum():
        return lines
    number = (quotes.cum_sum().shift(1, fill_value=0) % 2 == 0).cum_sum().alias("number")
    return (
        lines.group_by(number, maintain_order=True)
        .agg(pl.col(LINE).first(), pl.col(RECORD).str.join("\n"))
        .drop("number")
    )


def may_need_trimming(body: Body) -> bool:
    """Whether a field of a body in UTF-8 may have white space around it, or be quoted and empty. Most files of codes,
    Chinese names, numbers and days hold none of these bytes; looking for them costs a seventh of trimming.
    """
    return any(body.text.find(byte, body.start) >= 0 for byte in BLANK_OR_QUOTE)


def _joined(records: pl.DataFrame) -> bytes:
    text = io.BytesIO()
    records.select(RECORD).write_csv(text, include_header=False, quote_style="never")
    return text.getvalue()


def _read(text: bytes, names: list[str], separator: str, above: int = 0) -> pl.DataFrame:
    """The fields below the lines ``above``, in one piece: read in many, each later selection of columns would copy them
    into one again.
    """
    schema = dict.fromkeys(names, pl.String())
    if not text:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(text, has_header=False, schema=schema, separator=separator, skip_lines=above).rechunk()


def _is_sound(fields: int, separator: str, text: bytes) -> pl.Expr:
    """Whether a record has ``fields`` well-formed fields."""
    if b'"' not in text:
        return pl.col(RECORD).str.count_matches(separator, literal=True) == fields - 1
    field = rf'(?:[^"\n{separator}]*|"(?:[^"]|"")*")'
    return pl.col(RECORD).str.contains(rf"^{field}(?:{separator}{field}){{{fields - 1}}}$")


def field_count(record: str, separator: str) -> int:
    """How many fields a record has, quoted separators not counted."""
    outside = record.split('"')[::2]
    return 1 + sum(part.count(separator) for part in outside)

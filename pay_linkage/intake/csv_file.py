"""One table out of a CSV file: encoding, separator, header, records, each with the line on which it starts."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import islice

import polars as pl

from contracts.input_table import ROW, Origin
from contracts.problem import Place, Problem
from contracts.table import Table
from pay_linkage.intake.csv_records import LINE, field_count, plain_fields, sound_fields
from pay_linkage.intake.encoding import EncodingUnreadable, utf8_text
from pay_linkage.intake.raw_table import RawTable, trimmed
from pay_linkage.intake.table_area import SEARCHED_ROWS, Header, header, header_missing, header_problems

SEPARATORS = (",", ";", "\t")
HEAD_CHARACTERS = 1 << 18
"""How much of a file is searched for its header."""
MOST_RAGGED = 100
"""How many broken records are listed one by one."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """The header, the separator that it shows, and how many physical lines it and what is above it take."""

    header: Header
    separator: str
    lines: int


def csv_table(name: str, data: bytes, table: Table) -> tuple[RawTable | None, list[Problem]]:
    """The table that the bytes of file ``name`` hold, and every problem of its form; None where nothing can be read."""
    try:
        text = utf8_text(data)
    except EncodingUnreadable as error:
        code = "encoding_mixed" if error.line else "encoding_unreadable"
        return None, [Problem(code, Place(name, row=error.line), table.name)]
    if not text or text.isspace():
        return None, [Problem("file_empty", Place(name), table.name)]
    head = text[:HEAD_CHARACTERS].decode("utf-8", errors="ignore")
    opening = _opening(head, table)
    if opening is None:
        return None, [header_missing(_first_rows(head, ",")[0], table, Place(name))]
    problems = header_problems(opening.header, table, Place(name, row=opening.lines))
    fields, ragged = _fields(name, _after_lines(text, opening.lines), opening, table)
    return RawTable(table, Origin(name), _cells(fields, opening)), problems + ragged


def _opening(head: str, table: Table) -> _Opening | None:
    """The header under the separator with which most headings are recognised, or None."""
    found = []
    for separator in SEPARATORS:
        rows, lines = _first_rows(head, separator)
        top = header(rows, table)
        if top is not None:
            found.append(_Opening(top, separator, lines[top.position]))
    return max(found, key=lambda opening: opening.header.recognised, default=None)


def _first_rows(head: str, separator: str) -> tuple[list[list[str]], list[int]]:
    """The first records that are not blank, and the line on which each ends."""
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        for row in islice(reader, 10 * SEARCHED_ROWS):
            if any(cell.strip() for cell in row):
                rows.append(row)
                lines.append(reader.line_num)
            if len(rows) == SEARCHED_ROWS:
                break
    except csv.Error:
        pass  # a field of more than 128 KB: no header stands there
    return rows, lines


def _fields(name: str, body: bytes, opening: _Opening, table: Table) -> tuple[pl.DataFrame, list[Problem]]:
    """The fields of every sound record with ``line``, and a problem for each record that is not sound."""
    names, first = [str(i) for i in range(len(opening.header.columns))], opening.lines + 1
    plain = plain_fields(body, names, opening.separator)
    if plain is not None:
        return plain.with_row_index(LINE, first), []
    fields, broken = sound_fields(body, names, opening.separator, first)
    return fields, _ragged(name, broken, opening, table)


def _ragged(name: str, broken: pl.DataFrame, opening: _Opening, table: Table) -> list[Problem]:
    """A problem for each of the first broken records, and one for how many more there are."""
    fields = str(len(opening.header.columns))
    problems = []
    for line, record in broken.head(MOST_RAGGED).iter_rows():
        facts = {"fields": fields, "found": str(field_count(record, opening.separator))}
        problems.append(Problem("row_ragged", Place(name, row=line), table.name, facts=facts))
    if broken.height > MOST_RAGGED:
        facts = {"more": str(broken.height - MOST_RAGGED)}
        problems.append(Problem("rows_ragged_more", Place(name), table.name, facts=facts))
    return problems


def _cells(fields: pl.DataFrame, opening: _Opening) -> pl.DataFrame:
    """The recognised columns with ``_row``; records in which no field holds anything are left out."""
    used = {column: pl.col(str(i)) for i, column in enumerate(opening.header.columns) if column}
    cells = fields.with_columns(trimmed(pl.exclude(LINE)))
    filled = pl.any_horizontal(pl.exclude(LINE).is_not_null())
    return cells.filter(filled).select(pl.col(LINE).cast(pl.Int64).alias(ROW), **used)


def _after_lines(text: bytes, lines: int) -> bytes:
    """What follows the first ``lines`` lines."""
    start = 0
    for _ in range(lines):
        end = text.find(b"\n", start)
        if end < 0:
            return b""
        start = end + 1
    return text[start:]

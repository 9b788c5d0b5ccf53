"""One table out of a CSV file: encoding, separator, header, records, each with the line on which it starts."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import polars as pl

from contracts.input_table import ROW, Origin
from contracts.problem import Place, Problem
from contracts.table import Table
from pay_linkage.intake.csv_body import records_of
from pay_linkage.intake.csv_records import (
    LINE,
    Body,
    body_below,
    field_count,
    may_need_trimming,
    plain_fields,
    sound_fields,
)
from pay_linkage.intake.encoding import EncodingUnreadable, utf8_text
from pay_linkage.intake.head_cells import HeadRow, head_rows
from pay_linkage.intake.header_problems import header_missing, header_problems
from pay_linkage.intake.money_unit import money_unit_problems
from pay_linkage.intake.raw_table import RawTable, trimmed
from pay_linkage.intake.row_kind import Places, table_places
from pay_linkage.intake.table_area import SEARCHED_ROWS, Header, header

SEPARATORS = (",", ";", "\t")
HEAD_CHARACTERS = 1 << 18
"""How much of a file is searched for its header."""
MOST_COLUMNS = 1000
"""How many columns a file may have: each takes memory, though it is one character of a line."""
MOST_RAGGED = 100
"""How many broken records are listed one by one."""

Find = Callable[[Sequence[HeadRow]], Header | None]
"""Finds the header among the first rows."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The header, the separator that it shows, how many physical lines it and what is above it take, its rows, and the
    lines above it that look like another header; and the rows above it.
    """

    header: Header
    separator: str
    lines: int
    rows: tuple[HeadRow, ...]
    others: tuple[int, ...]
    captions: tuple[HeadRow, ...]


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The records: all their fields, trimmed, by their places, and the line on which each starts."""

    opening: Opening
    fields: pl.DataFrame

    @property
    def numbers(self) -> list[int]:
        """The lines."""
        return self.fields[LINE].to_list()


def csv_table(name: str, data: bytes, table: Table) -> tuple[RawTable | None, list[Problem]]:
    """The table that the bytes of file ``name`` hold, and every problem of its form; None where nothing can be read."""
    found, problems = csv_rows(
        name, data, table.name, lambda rows: header(rows, table), lambda top: table_places(top, table)
    )
    if found is None:
        head = _head(utf8_text(data)) if not problems else ""
        return None, problems or [header_missing(_first_rows(head, ",")[0], table, Place(name))]
    top = found.opening.header
    used = {column: pl.col(str(i)) for i, column in enumerate(top.columns) if column}
    cells = found.fields.select(pl.col(LINE).cast(pl.Int64).alias(ROW), **used)
    own = header_problems(top, table, Place(name, row=found.opening.lines))
    unit = money_unit_problems(Place(name), found.opening.captions, top.columns, table.name)
    return RawTable(table, Origin(name), cells), own + unit + problems


def csv_rows(
    name: str, data: bytes, table: str, find: Find, places: Callable[[Header], Places]
) -> tuple[CsvRows | None, list[Problem]]:
    """The records of file ``name`` below the header that ``find`` finds, and problems of its form; None without any
    problem where no header is found. ``table`` is the table's name, for the problems.
    """
    try:
        text = utf8_text(data)
    except EncodingUnreadable as error:
        code = "encoding_mixed" if error.line else "encoding_unreadable"
        return None, [Problem(code, Place(name, row=error.line), table)]
    if not text or text.isspace():
        return None, [Problem("file_empty", Place(name), table)]
    opening = _opening(_head(text), find)
    if opening is None:
        return None, []
    if len(opening.header.columns) > MOST_COLUMNS:
        facts = {"limit": f"{MOST_COLUMNS:,}"}
        return None, [Problem("columns_too_many", Place(name, row=opening.lines), table, facts=facts)]
    body = body_below(text, opening.lines)
    fields, ragged = _fields(name, body, opening, table)
    bare = fields.with_columns(trimmed(pl.exclude(LINE))) if may_need_trimming(body) else fields
    filled = bare.filter(pl.any_horizontal(pl.exclude(LINE).is_not_null()))
    records, second = records_of(filled, places(opening.header), opening.rows)
    problems = [Problem("header_second", Place(name, row=line), table) for line in [*opening.others, *second]]
    return CsvRows(opening, records), problems + ragged


def csv_head(data: bytes) -> list[HeadRow]:
    """The first rows of a CSV file under the separator that makes most fields of them; none where it cannot be read."""
    try:
        head = _head(utf8_text(data))
    except EncodingUnreadable:
        return []
    found = [_first_rows(head, separator) for separator in SEPARATORS]
    rows, lines = max(found, key=lambda one: sum(map(len, one[0])))
    return head_rows(zip([line - 1 for line in lines], rows, strict=True))


def _head(text: bytes) -> str:
    return text[:HEAD_CHARACTERS].decode("utf-8", errors="ignore")


def _opening(head: str, find: Find) -> Opening | None:
    """The header under the separator with which most headings are recognised, or None."""
    found = []
    for separator in SEPARATORS:
        rows, lines = _first_rows(head, separator)
        numbered = head_rows(zip([line - 1 for line in lines], rows, strict=True))
        top = find(numbered)
        if top is not None:
            own = tuple(numbered[top.first : top.position + 1])
            above = tuple(lines[at] for at in top.others if at < top.first)
            found.append(Opening(top, separator, lines[top.position], own, above, tuple(numbered[: top.first])))
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


def _fields(name: str, body: Body, opening: Opening, table: str) -> tuple[pl.DataFrame, list[Problem]]:
    """The fields of every sound record with ``line``, and a problem for each record that is not sound."""
    names = [str(i) for i in range(len(opening.header.columns))]
    plain = plain_fields(body, names, opening.separator)
    if plain is not None:
        return plain.with_row_index(LINE, body.above + 1), []
    fields, broken = sound_fields(body, names, opening.separator)
    return fields, _ragged(name, broken, opening, table)


def _ragged(name: str, broken: pl.DataFrame, opening: Opening, table: str) -> list[Problem]:
    """A problem for each of the first broken records, and one for how many more there are."""
    fields = str(len(opening.header.columns))
    problems = []
    for line, record in broken.head(MOST_RAGGED).iter_rows():
        facts = {"fields": fields, "found": str(field_count(record, opening.separator))}
        problems.append(Problem("row_ragged", Place(name, row=line), table, facts=facts))
    if broken.height > MOST_RAGGED:
        facts = {"more": str(broken.height - MOST_RAGGED)}
        problems.append(Problem("rows_ragged_more", Place(name), table, facts=facts))
    return problems

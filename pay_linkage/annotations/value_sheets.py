"""The values of inputs as they stand in their files, a sheet each: CSV, Parquet, and workbooks of any kind.

Belongs here: reading files once more, now that what is wrong with them is known, without judging anything.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
from python_calamine import CalamineWorkbook

from contracts.problem import Language
from contracts.table import Table
from contracts.words import words_of
from pay_linkage.annotations.plain_copy import ValueSheet
from pay_linkage.annotations.targets import TableSheet
from pay_linkage.intake.csv_file import SEPARATORS
from pay_linkage.intake.encoding import EncodingUnreadable, utf8_text
from pay_linkage.intake.folder import table_files
from pay_linkage.intake.headings import columns_of
from pay_linkage.intake.regular_file import file_bytes
from pay_linkage.intake.table_area import SEARCHED_ROWS

Headings = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class FolderSheets:
    """The sheets of a folder's tables, and by table name where each table stands in them."""

    sheets: Sequence[ValueSheet]
    tables: Mapping[str, TableSheet]


def workbook_value_sheets(data: bytes, titles: Collection[str]) -> list[ValueSheet]:
    """The sheets of a workbook that bear one of the ``titles``, each value at its own address."""
    return [ValueSheet(title, _sheet_rows(data, title)) for title in titles]


def _sheet_rows(data: bytes, title: str) -> Iterator[Sequence[Any]]:
    """The rows of a sheet, read when they are asked for."""
    with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
        yield from workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)


def folder_value_sheets(folder: Path, lang: Language) -> FolderSheets:
    """A sheet for each table file of the folder that can be read at all, its rows at the numbers of their lines.

    A Parquet file has no line for its headings: its rows stand one lower.
    """
    sheets, tables = [], {}
    for table, file in table_files(folder)[0]:
        data = file_bytes(file)
        if not isinstance(data, bytes):
            continue
        by_line = file.suffix.lower() == ".csv"
        rows = _csv_rows(data, table) if by_line else _parquet_rows(data)
        if rows:
            title = words_of(table).of(lang)
            sheets.append(ValueSheet(title, rows))
            tables[table.name] = TableSheet(title, _columns(rows, table), lower=0 if by_line else 1)
    return FolderSheets(sheets, tables)


def _csv_rows(data: bytes, table: Table) -> list[list[str]]:
    """The fields of each line, under the separator with which most headings are recognised; an empty list for a line
    that belongs to the one above.
    """
    try:
        records = list(_records(utf8_text(data).decode()))
    except EncodingUnreadable:
        return []
    top = [record for _, record in records[:SEARCHED_ROWS]]
    recognised = {
        mark: max((_recognised(_fields(line, mark), table) for line in top), default=0) for mark in SEPARATORS
    }
    separator = max(SEPARATORS, key=recognised.__getitem__)
    rows: list[list[str]] = []
    for line, record in records:
        rows += [[] for _ in range(line - 1 - len(rows))]
        rows.append(_fields(record, separator))
    return rows


def _records(text: str) -> Iterator[tuple[int, str]]:
    """Each record and the number of its first line; a line with an open quote goes on in the next one."""
    start, lines, quotes = 1, list[str](), 0
    for number, line in enumerate(text.split("\n"), start=1):
        lines.append(line)
        quotes += line.count('"')
        if quotes % 2 == 0:
            yield start, "\n".join(lines)
            start, lines = number + 1, []
    if lines:
        yield start, "\n".join(lines)


def _fields(record: str, separator: str) -> list[str]:
    """The record's fields; the record itself where its quotes or its length cannot be read as fields."""
    try:
        return next(csv.reader([record], delimiter=separator), [])
    except csv.Error:
        return [record]


def _parquet_rows(data: bytes) -> list[Sequence[str | None]]:
    try:
        frame = pl.read_parquet(BytesIO(data))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        return []
    return [tuple(frame.columns), *pl.DataFrame([_texts(column) for column in frame]).rows()]


def _texts(column: pl.Series) -> pl.Series:
    """The column's values as text; nothing of a column whose type has none."""
    try:
        return column.cast(pl.String, strict=False)
    except pl.exceptions.PolarsError:
        return pl.Series(column.name, [None] * column.len(), pl.String)


def _columns(rows: Sequence[Headings], table: Table) -> dict[str, int]:
    """The table's columns and their numbers, from the row with most headings among the first."""
    head = max(rows[:SEARCHED_ROWS], key=lambda row: _recognised(row, table))
    return {name: at for at, name in reversed(list(enumerate(columns_of(head, table), start=1))) if name}


def _recognised(row: Headings, table: Table) -> int:
    return sum(column is not None for column in columns_of(row, table))

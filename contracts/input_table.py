"""An input table as it travels from intake to the rules: typed rows that know where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from contracts.problem import Place
from contracts.table import Table

ROW = "_row"
"""Name of the column with each row's number in its file, 1-based as a spreadsheet shows it (CSV: the line, Parquet:
the position).
"""


STACK = 100_000_000
"""Rows of the n-th place of a table that was read from several are numbered from n × ``STACK`` on (n from 0)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table was read: the file's name, the sheet, and for a sheet the letter of each column; where it was put
    together from several places, ``stacked`` are these.
    """

    file: str
    sheet: str | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    stacked: tuple[Origin, ...] = ()

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """Place of a row, or of its cell in ``column`` where the column has a letter."""
        if self.stacked and row is not None:
            part, row = divmod(row, STACK)
            return self.stacked[min(part, len(self.stacked) - 1)].place(row, column)
        letter = self.letters.get(column or "")
        return Place(self.file, self.sheet, row, f"{letter}{row}" if letter and row is not None else None)


def origin_record(origin: Origin) -> dict[str, object]:
    """Where a table was read, as plain values."""
    record = {"file": origin.file, "sheet": origin.sheet, "letters": dict(origin.letters)}
    return record | ({"stacked": [origin_record(part) for part in origin.stacked]} if origin.stacked else {})


def origin_of(record: Mapping[str, Any]) -> Origin:
    """Where a table was read, from plain values."""
    stacked = tuple(origin_of(part) for part in record.get("stacked", ()))
    return Origin(record["file"], record["sheet"], record["letters"], stacked)


@dataclass(frozen=True, slots=True)
class InputTable:
    """One input table of rulebook §10.

    ``frame`` holds every column of ``table`` with the types of ``table.dtypes`` (optional columns that the file lacks
    are there, empty) and ``_row``; an empty cell is null.
    """

    table: Table
    frame: pl.DataFrame
    origin: Origin

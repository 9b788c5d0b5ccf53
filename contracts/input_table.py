"""An input table as it travels from intake to the rules: typed rows that know where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from contracts.problem import Place
from contracts.table import Table

ROW = "_row"
"""Name of the column with each row's number in its file, 1-based as a spreadsheet shows it (CSV: the line, Parquet:
the position).
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table was read: the file's name, the sheet, and for a sheet the letter of each column."""

    file: str
    sheet: str | None = None
    letters: Mapping[str, str] = field(default_factory=dict)

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """Place of a row, or of its cell in ``column`` where the column has a letter."""
        letter = self.letters.get(column or "")
        return Place(self.file, self.sheet, row, f"{letter}{row}" if letter and row is not None else None)


@dataclass(frozen=True, slots=True)
class InputTable:
    """One input table of rulebook §10.

    ``frame`` holds every column of ``table`` with the types of ``table.dtypes`` (optional columns that the file lacks
    are there, empty) and ``_row``; an empty cell is null.
    """

    table: Table
    frame: pl.DataFrame
    origin: Origin

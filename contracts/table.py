"""What a table is: its columns, its key, and the rules that every row keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from contracts.column import Column
from contracts.columns import COLUMNS

WORD = re.compile("[a-z_]*")
"""A code of a scheme as nearly all are written; no name, no number, no amount."""
DTYPES = {
    "text": pl.String(),
    "code": pl.String(),
    "choice": pl.String(),
    "count": pl.Int64(),
    "date": pl.Date(),
    "fact": pl.Boolean(),
    "value": pl.String(),
}


@dataclass(frozen=True, slots=True)
class RowRule:
    """A fact that holds for every row, named after the good case; ``problem`` is the code reported where it does
    not.
    """

    name: str
    column: str
    holds: pl.Expr
    problem: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``required`` columns have a value in every row, ``empty_cells`` are columns whose heading must be there
    though cells may be empty, ``optional`` columns may be empty or absent. ``key`` identifies a row.
    """

    name: str
    zh: str
    en: str
    required: tuple[str, ...]
    key: tuple[str, ...]
    empty_cells: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    rules: tuple[RowRule, ...] = ()
    synonyms: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The table's columns in the order in which they are written."""
        return tuple(COLUMNS[name] for name in (*self.required, *self.empty_cells, *self.optional))

    @property
    def dtypes(self) -> dict[str, pl.DataType]:
        """Column name → type of the validated frame: decimals with the column's scale, days, text."""
        return {column.name: dtype(column) for column in self.columns}

    def withholds(self, column: Column, value: str) -> bool:
        """Whether messages keep the ``value`` of a cell to themselves: a person's data; and in the table of people,
        where a row that has slipped by a column holds names and pay in any of them, all but the key and words in small
        letters.
        """
        slipped = "person_name" in self.required and column.name not in self.key and not WORD.fullmatch(value)
        return column.personal or slipped

    def key_text(self) -> pl.Expr:
        """The row's key as text: the key columns' values joined by ``|`` (YYYY-MM-DD; an empty cell is nothing)."""
        return pl.concat_str([pl.col(c).cast(pl.String).fill_null("") for c in self.key], separator="|")


def dtype(column: Column) -> pl.DataType:
    """The Polars type of a column: numbers are decimals with 38 digits, never floats."""
    return pl.Decimal(38, column.scale) if column.kind == "number" else DTYPES[column.kind]


def not_negative(column: str, problem: str) -> RowRule:
    """The row rule that a number is 0 or more (an empty cell is not judged)."""
    return RowRule(f"{column}_is_not_negative", column, pl.col(column).is_null() | (pl.col(column) >= 0), problem)

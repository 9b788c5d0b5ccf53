"""Tables as texts in memory, before they become files."""

from __future__ import annotations

from contracts.table import Table
from contracts.tables import INPUT_TABLES

Row = dict[str, str]
Tables = dict[str, list[Row]]


def given_tables(tables: Tables) -> list[tuple[Table, list[Row]]]:
    """The contract and rows of every table that has rows, in the order of rulebook §10."""
    return [(INPUT_TABLES[name], tables[name]) for name in INPUT_TABLES if tables.get(name)]


def written_columns(table: Table, rows: list[Row]) -> tuple[str, ...]:
    """The table's columns in their order, without optional ones that are empty in every row."""
    used = {column for row in rows for column, text in row.items() if text}
    return tuple(name for name in table.dtypes if name not in table.optional or name in used)

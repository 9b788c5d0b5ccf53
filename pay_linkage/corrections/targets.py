"""Which table, row and column each line speaks of: names in either language, keys compared as values."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import polars as pl

from contracts.columns import COLUMNS
from contracts.input_table import ROW, InputTable
from contracts.problem import Problem
from contracts.table import Table
from contracts.tables import CORRECTIONS, INPUT_TABLES
from pay_linkage.corrections.keys import JOINT, read_keys
from pay_linkage.corrections.line import Line
from pay_linkage.intake import Fault, column_of, shown, table_of

MOST_COMPARED = 2000
MOST_NAMED = 4


def targeted(file: InputTable) -> tuple[list[Line], list[Problem]]:
    """The lines whose table, column and key mean something, and a problem for each name or key that does not.

    Lines in which table, key or action is empty or unreadable are left out: they have been reported already.
    """
    lines: list[Line] = []
    problems: list[Problem] = []
    named = _by_table(file, problems)
    for table, rows in named:
        for row, key in zip(rows, read_keys(table, [row["key"] for row in rows]), strict=True):
            if isinstance(key, Fault):
                problems.append(_problem(file, row, "key", key.code, {**key.facts, "target": table.name}))
            column = column_of(row["column"], table) if row["column"] else None
            if row["column"] and column is None:
                facts = {"target": table.name, "known": ", ".join(c.name for c in table.columns)}
                problems.append(_problem(file, row, "column", "correction_column_unknown", facts))
            elif not isinstance(key, Fault) and row["action"]:
                lines.append(_line(row, table, key, column))
    return sorted(lines, key=lambda line: line.number), problems


def _by_table(file: InputTable, problems: list[Problem]) -> list[tuple[Table, list[dict[str, Any]]]]:
    """The file's rows by the table that they name; ``problems`` grows by each name that is none."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in file.frame.drop_nulls(["table", "key"]).iter_rows(named=True):
        table = table_of(row["table"])
        if table is None:
            facts = {"known": ", ".join(INPUT_TABLES)}
            problems.append(_problem(file, row, "table", "correction_table_unknown", facts))
        else:
            rows.setdefault(table.name, []).append(row)
    return [(INPUT_TABLES[name], found) for name, found in rows.items()]


def _line(row: Mapping[str, Any], table: Table, key: str, column: str | None) -> Line:
    return Line(
        number=row[ROW],
        table=table,
        key=key,
        action=row["action"],
        column=COLUMNS[column] if column else None,
        old_value=row["old_value"],
        new_value=row["new_value"],
        appeal=row["appeal_reference"],
    )


def _problem(file: InputTable, row: Mapping[str, Any], at: str, code: str, facts: Mapping[str, str]) -> Problem:
    return Problem(
        code, file.origin.place(row[ROW], at), CORRECTIONS.name, at, shown(row["key"]), shown(row[at]), facts
    )


def rows_by_key(table: InputTable, keys: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Key → the table's rows with it (more than one only where codes hold the sign that joins them)."""
    found = table.frame.with_columns(table.table.key_text().alias("_key")).filter(pl.col("_key").is_in(keys))
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in found.iter_rows(named=True):
        rows.setdefault(row.pop("_key"), []).append(row)
    return rows


def keys_near(table: InputTable, key: str) -> str:
    """Keys of the table that ``key`` may have meant, as a list for a message: those of the same unit, person or the
    like (the first part), of a key of one part those that begin like it; "–" where there are none.
    """
    first, joint, _ = key.partition(JOINT)
    start = first + joint if joint else key[: (len(key) + 1) // 2]
    keys = table.frame.select(key=table.table.key_text()).filter(pl.col("key").str.starts_with(start))
    near = get_close_matches(key, keys["key"].head(MOST_COMPARED).to_list(), n=MOST_NAMED, cutoff=0)
    return ", ".join(map(shown, near)) or "–"

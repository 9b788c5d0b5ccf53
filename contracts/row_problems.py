"""Problems of an input table's rows, mapped back to file, sheet, row and cell.

Belongs here: how a set of bad rows, or of keys without a row, becomes problems. Stays out: finding them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from contracts.column import Column
from contracts.columns import COLUMNS
from contracts.input_table import ROW, InputTable
from contracts.problem import WITHHELD, Problem
from contracts.tables import INPUT_TABLES

MOST_SHOWN = 1000
"""So many problems of one kind are listed; one more says how many there are besides."""


def cell_text(column: Column) -> pl.Expr:
    """The column's cells as text: numbers without trailing zeros, an empty cell as an empty text."""
    cells = pl.col(column.name)
    return plain_text(cells) if column.kind == "number" and column.scale else cells.cast(pl.String).fill_null("")


def plain_text(decimals: pl.Expr) -> pl.Expr:
    """Numbers with decimals as text, without trailing zeros."""
    return decimals.cast(pl.String).fill_null("").str.replace(r"\.?0+$", "")


def row_problems(
    table: InputTable, bad: pl.DataFrame, column: str, code: str, facts: Sequence[str] = ()
) -> list[Problem]:
    """One problem for each row of ``bad`` (rows of ``table.frame``, further columns or not), at its cell.

    ``column`` is the one at fault; where the table withholds its values the value stays None. ``facts`` names the
    columns of ``bad`` that fill the blanks of the texts.
    """
    definition = COLUMNS[column]
    shown = bad.head(MOST_SHOWN).select(
        pl.col(ROW),
        table.table.key_text().alias("_key"),
        cell_text(definition).alias("_value"),
        *(_fact_text(bad, fact) for fact in facts),
    )
    problems = [_row_problem(table, row, definition, code, facts) for row in shown.iter_rows(named=True)]
    return problems + _more(table, column, code, bad.height)


def _fact_text(bad: pl.DataFrame, fact: str) -> pl.Expr:
    """A further column as text; numbers as ``cell_text`` has them."""
    return plain_text(pl.col(fact)) if bad.schema[fact].is_decimal() else pl.col(fact).cast(pl.String).fill_null("")


def _row_problem(table: InputTable, row: Mapping[str, Any], column: Column, code: str, facts: Sequence[str]) -> Problem:
    place, known = table.origin.place(row[ROW], column.name), {fact: row[fact] for fact in facts}
    if table.table.withholds(column, row["_value"]):
        return Problem(code, place, table.table.name, column.name, row["_key"], None, {**known, "value": WITHHELD})
    return Problem(code, place, table.table.name, column.name, row["_key"], row["_value"], known)


def key_problems(
    table: InputTable, keys: pl.DataFrame, column: str, code: str, facts: Sequence[str] = ()
) -> list[Problem]:
    """One problem for each row of ``keys`` (columns of text), whose values joined by ``|`` are a key without a row.

    ``facts`` names the columns of ``keys`` that fill the blanks of the texts and are no part of the key.
    """
    names = [name for name in keys.columns if name not in facts]
    problems = [
        Problem(
            code,
            table.origin.place(),
            table.table.name,
            column,
            "|".join(row[name] for name in names),
            facts={fact: row[fact] for fact in facts},
        )
        for row in keys.head(MOST_SHOWN).iter_rows(named=True)
    ]
    return problems + _more(table, column, code, keys.height)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by table (in the order of rulebook §10), then row (those without one last), then as found."""
    place = {name: number for number, name in enumerate(INPUT_TABLES)}
    return sorted(problems, key=lambda p: (place.get(p.table or "", -1), p.place.row or float("inf")))


def _more(table: InputTable, column: str, code: str, found: int) -> list[Problem]:
    if found <= MOST_SHOWN:
        return []
    facts = {"code": code, "count": str(found - MOST_SHOWN)}
    return [Problem("more_of_the_same", table.origin.place(), table.table.name, column, facts=facts)]

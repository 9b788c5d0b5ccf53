"""The row rules that follow from a table's definition, beside those that the table names itself.

Belongs here: choices and keys. Stays out: rules of one table (``contracts.tables``) and across tables
(``contracts.relations``).
"""

from __future__ import annotations

import polars as pl

from contracts.column import Column
from contracts.table import RowRule, Table

TWICE = {
    "units": "unit_twice",
    "component_scores": "component_score_twice",
    "ratings": "rating_twice",
    "indicator_scores": "indicator_score_twice",
    "events": "event_twice",
    "contests": "contest_round_twice",
    "ballots": "ballot_twice",
    "people": "person_twice",
    "assignments": "assignment_twice",
    "pools": "pool_twice",
}
"""Input table → the code of a key that an earlier row has already."""


def key_rule(table: Table) -> RowRule:
    """The rule that a row's key did not occur in an earlier row; rows whose key has an empty cell are not judged."""
    key = pl.col(*table.key) if len(table.key) == 1 else pl.struct(*table.key)
    empty = pl.any_horizontal(pl.col(*table.key).is_null())
    code = TWICE.get(table.name, "result_key_twice")
    return RowRule("key_is_given_once", table.key[0], empty | key.is_first_distinct(), code)


def choice_rule(column: Column) -> RowRule:
    """The rule that the column holds one of its choices."""
    holds = pl.col(column.name).is_in(list(column.choices))
    return RowRule(f"{column.name}_is_a_choice", column.name, holds, "choice_unknown")


def row_rules(table: Table) -> tuple[RowRule, ...]:
    """Every rule that each row of the table keeps; what a rule makes of an empty cell (null) counts as kept."""
    choices = (choice_rule(column) for column in table.columns if column.kind == "choice")
    return (*table.rules, *choices, key_rule(table))

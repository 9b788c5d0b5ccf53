"""Every row rule of a table: those that it names itself, and that a key is given once.

Stays out: the rules of one table (``contracts.tables``) and those across tables (``contracts.relations``).
"""

from __future__ import annotations

import polars as pl

from contracts.keys import first_of_their_keys
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
    empty = pl.any_horizontal(pl.col(*table.key).is_null())
    first = pl.struct(*table.key).map_batches(lambda key: first_of_their_keys(key.struct.unnest()), pl.Boolean())
    code = TWICE.get(table.name, "result_key_twice")
    return RowRule("key_is_given_once", table.key[0], empty | first, code)


def row_rules(table: Table) -> tuple[RowRule, ...]:
    """The table's own rules and the one of its key; what a rule makes of an empty cell (null) counts as kept."""
    return (*table.rules, key_rule(table))

"""What of an earlier cycle goes into the next cycle's template."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

CARRIED = ("units", "indicator_scores", "people", "assignments")
DECIDED_YEARLY = {
    "indicator_scores": ("score",),
    "people": ("score", "ungraded_reason", "grade_cap", "grade_fixed"),
}
"""Table → its columns that every cycle fills anew."""


def new_cycle_tables(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The units, indicators, people and assignments of ``tables``, without what is decided anew in each cycle.

    Everybody is to be graded and nobody has a score, a cap or a fixed grade: whatever last cycle's decisions were, none
    of them can pay or cost anybody anything again unseen. Assignments stay as they are, those that have ended too: a
    cycle ignores what lies outside it, and whoever has none left is named by the check.
    """
    carried = {
        name: _undecided(name, tables[name]) for name in CARRIED if name in tables and not tables[name].is_empty()
    }
    if "people" in carried:
        carried["people"] = carried["people"].with_columns(pl.lit("yes").alias("graded"))
    return carried


def _undecided(name: str, table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(pl.lit(None, table.schema[c]).alias(c) for c in DECIDED_YEARLY.get(name, ()))

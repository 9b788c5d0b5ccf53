"""Which tables a scheme asks for, and with which columns (rulebook §9, §10)."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from contracts.column import Column
from contracts.table import Table
from contracts.tables import INPUT_TABLES
from pay_linkage.schemes import Scheme

DECIDED_GRADES = ("grade_cap", "grade_fixed")
"""Columns of people that mean something only where the scheme has quotas."""


def needed_tables(scheme: Scheme, given: Collection[str]) -> tuple[Table, ...]:
    """The tables of rulebook §10 that the scheme asks for, in that order.

    Ratings come by department, unless the tables ``given`` hold them by indicator.
    """
    components = [component for category in scheme.categories.values() for component in category.components.values()]
    rated = any(category.rating for category in scheme.categories.values())
    by_indicator = "indicator_scores" in given and "ratings" not in given
    needed = {
        "component_scores": any(component.ballots is None for component in components),
        "ratings": rated and not by_indicator,
        "indicator_scores": rated and by_indicator,
        "events": bool(scheme.events),
        "contests": bool(scheme.contests),
        "ballots": any(component.ballots is not None for component in components),
        "pools": scheme.linkage.pool is not None,
    }
    return tuple(table for name, table in INPUT_TABLES.items() if needed.get(name, True))


def needed_columns(scheme: Scheme, table: Table, rows: pl.DataFrame) -> tuple[Column, ...]:
    """The columns of a table that the scheme asks for, or that have a value in ``rows``."""
    idle = [name for name in DECIDED_GRADES if scheme.quotas is None and not _has_value(rows, name)]
    return tuple(column for column in table.columns if column.name not in idle)


def _has_value(rows: pl.DataFrame, column: str) -> bool:
    return column in rows.columns and rows[column].null_count() < rows.height

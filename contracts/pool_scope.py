"""Which pool pays a row: ``scope_id``, from the row's category and unit (rulebook §7)."""

from __future__ import annotations

import polars as pl


def scope_id(scope: str, unit: str = "unit_id") -> pl.Expr:
    """The ``scope_id`` of rows with ``category`` and the column ``unit``; ``scope`` as the scheme's pool has it."""
    column = {"all": pl.lit("all"), "category": pl.col("category"), "unit": pl.col(unit)}[scope]
    return column.alias("scope_id")

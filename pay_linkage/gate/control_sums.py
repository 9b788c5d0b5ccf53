"""Control totals of a file's amounts: for the run, each category and each unit, from the run's tables."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import polars as pl

from contracts.publication_gate import Sum

NOBODY = "–"
"""Scope of people who were paid before and are in no unit of the run."""
Scope = Literal["run", "category", "unit"]
SCOPES: tuple[Scope, ...] = ("run", "category", "unit")


def control_sums(column: int, amounts: pl.DataFrame, belonging: pl.DataFrame) -> tuple[Sum, ...]:
    """The sums that the column with this number must have.

    ``amounts``: person_id and cents, as the file shows them; ``belonging``: person_id, unit, category.
    """
    rows = amounts.join(belonging, on="person_id", how="left", validate="m:1").with_columns(
        pl.col("unit", "category").fill_null(NOBODY), run=pl.lit("run")
    )
    return tuple(_sum(of, column, rows) for of in SCOPES)


def _sum(of: Scope, column: int, rows: pl.DataFrame) -> Sum:
    sums = rows.group_by(of).agg(pl.col("cents").sum()).sort(of)
    cents = {"run": 0} if of == "run" and rows.is_empty() else dict(sums.iter_rows())
    people = rows.unique("person_id", keep="first")
    scopes = pd.Series(people[of].to_list(), index=people["person_id"].to_list(), dtype="str")
    return Sum(of, column, scopes, cents)


def cents_of(amount: str) -> pl.Expr:
    """Amounts of two decimals in whole cents."""
    return pl.col(amount).cast(pl.String).str.replace(".", "", literal=True).cast(pl.Int64)

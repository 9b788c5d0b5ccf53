"""Contests: points over the year, ranks, bonus, and who is last (rulebook §3)."""

from __future__ import annotations

import polars as pl

from pay_linkage.kernels.exact import scaled, scaled_number, shown
from pay_linkage.kernels.order import with_tie_ranks
from pay_linkage.schemes.scheme import Scheme


def contest_standings(contests: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Per contest and unit: points (4 decimals), rank (``min``), bonus (4 decimals), and barred for the worst rank.

    A contest ranks all units with a row in it, across categories; where all are tied there is no last.
    """
    totals = contests.group_by("contest", "unit_id").agg(scaled("points", 4, 4).sum().alias("points"))
    ranked = with_tie_ranks(totals, "contest", ["points"], "rank")
    worst = pl.col("rank").max().over("contest")
    return (
        ranked.join(contest_bonuses(scheme), on=["contest", "rank"], how="left")
        .join(_bars_last(scheme), on="contest", how="left")
        .with_columns(
            shown(pl.col("points"), 4).alias("points"),
            shown(pl.col("bonus").fill_null(0), 4).alias("bonus"),
            (pl.col("bars_last") & (pl.col("rank") == worst) & (worst > 1)).alias("barred"),
        )
        .select("contest", "unit_id", "points", "rank", "bonus", "barred")
    )


def contest_bonuses(scheme: Scheme) -> pl.DataFrame:
    """Bonus × 10^4 per contest and rank, as the scheme lists them."""
    rows = [
        (name, rank, scaled_number(points, 4))
        for name, contest in scheme.contests.items()
        for rank, points in enumerate(contest.bonus, start=1)
    ]
    schema = {"contest": pl.String(), "rank": pl.Int64(), "bonus": pl.Int128()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _bars_last(scheme: Scheme) -> pl.DataFrame:
    rows = [(name, contest.bars_last) for name, contest in scheme.contests.items()]
    return pl.DataFrame(rows, schema={"contest": pl.String(), "bars_last": pl.Boolean()}, orient="row")

"""What each pool holds, what the coefficients asked for, and what was paid out of it."""

from __future__ import annotations

import polars as pl

from pay_linkage.chain import scoped_lines
from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.figures.small_numbers import summed_up
from pay_linkage.kernels.exact import half_up, scaled, shown, whole
from pay_linkage.rules.pay_line import COEFFICIENTS, exact_pay
from pay_linkage.rules.time_share import time_parts, time_share
from pay_linkage.schemes.pool import Pool

MONEY = ("pool", "asked", "paid")


def pool_rows(run: ReportedRun, rule: Pool) -> pl.DataFrame:
    """Per scope: scope_id, category, people, pool, asked, paid (yuan), scale, together.

    ``asked`` is what base pay, time and coefficients come to before any pool, half up to the cent; ``scale`` is pool ÷
    asked, half up to 6 decimals, where the lines were scaled by it. Scopes of too few people are summed up in one row
    without scope_id; ``together`` is their number.
    """
    pools = run.inputs.pools.select("scope_id", scaled("amount", 2, 2).alias("pool"))
    used = _used(run, rule)
    rows = pools.join(used, on="scope_id", how="left").with_columns(pl.col("people", "asked", "paid").fill_null(0))
    marked = rows.with_columns(summed_up(rows).alias("_small"))
    together = marked.filter("_small").select(
        pl.lit(None, pl.String).alias("scope_id"),
        pl.col("people", *MONEY).sum(),
        pl.len().cast(pl.Int64).alias("together"),
    )
    alone = marked.filter(~pl.col("_small")).select(
        "scope_id", "people", *MONEY, pl.lit(None, pl.Int64).alias("together")
    )
    listed = pl.concat([alone, together.filter(pl.col("together") > 0)], how="vertical_relaxed")
    return listed.with_columns(_scale(rule).alias("scale"), *(shown(pl.col(name), 2).alias(name) for name in MONEY))


def _used(run: ReportedRun, rule: Pool) -> pl.DataFrame:
    """scope_id, people, asked and paid (cents) of every scope that has lines."""
    divisor = time_parts(run.scheme.linkage.time_share, run.identity.cycle) * COEFFICIENTS
    lines = scoped_lines(run.paid_lines, rule)
    time_units = time_share(run.scheme.linkage.time_share, run.identity.cycle).alias("time_units")
    exact = lines.with_columns(time_units).select(
        "scope_id", "_person", exact_pay(run.scheme.linkage).alias("exact"), scaled("amount", 2, 2).alias("cents")
    )
    sums = exact.group_by("scope_id").agg(
        pl.col("_person").n_unique().cast(pl.Int64).alias("people"), pl.col("exact", "cents").sum()
    )
    return sums.select(
        "scope_id", "people", half_up(pl.col("exact"), divisor).alias("asked"), pl.col("cents").alias("paid")
    )


def _scale(rule: Pool) -> pl.Expr:
    """``pool ÷ asked`` of a single scope whose lines are scaled by it."""
    scales = pl.col("together").is_null() & (pl.col("asked") > whole(0))
    if rule.mode == "cap":
        scales &= pl.col("asked") > pl.col("pool")
    if rule.split == "unit_first":
        scales &= pl.lit(value=False)
    quotient = half_up(pl.col("pool") * whole(10**6), pl.max_horizontal("asked", whole(1)))
    return pl.when(scales).then(shown(quotient, 6))

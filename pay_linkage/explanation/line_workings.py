"""What every pay line went through between its exact pay and its cents, for a whole run at once (rulebook §6, §7)."""

from __future__ import annotations

import polars as pl

from pay_linkage.chain import exact_lines, scoped_lines, weighed_lines
from pay_linkage.explanation.workings import Workings
from pay_linkage.kernels.apportionment import Parts, floors_and_remainders
from pay_linkage.kernels.exact import scaled, whole
from pay_linkage.rules.pay_line import COEFFICIENTS
from pay_linkage.rules.pool import LINE_ORDER, against_pools, unit_pools, with_pools
from pay_linkage.rules.time_share import time_parts
from pay_linkage.schemes.pool import Pool

PARTS = Parts(weight="weight", factor="factor", divisor="divisor", total="total")
NONE = pl.lit(None, pl.Int128)
CLOSING = ("weight", "factor", "divisor", "total")


def line_workings(of: Workings) -> pl.DataFrame:
    """Per pay line, sorted by person_id and start_date: its columns, ``time_units``, and ``exact`` (``exact_pay``).

    Besides:

    - ``state``: ``rounded`` by itself; ``scaled`` to a pool that it would exceed; ``closed``, its pool being exceeded
      by rounding alone; ``filled``; ``unit_first``;
    - ``scope_id``, ``pool`` (cents) and ``exact_sum`` (of the scope), empty without a pool;
    - where the pool closes: ``floor`` (the cents of ``weight × factor ÷ divisor``), ``extra`` (0 or 1 cent), and among
      the lines that share ``total``: ``left`` cents to give out, ``position`` by the largest remainder, of ``sharing``.
    """
    persons = of.input("people").join(
        of.run.table("person_results").select("person_id", "individual_coefficient"), on="person_id"
    )
    lines = exact_lines(of.inputs, of.scheme, of.unit_results, persons)
    amounts = of.run.table("pay_lines").select("person_id", "start_date", "amount")
    joined = lines.join(amounts, on=["person_id", "start_date"]).with_columns(scaled("amount", 2, 2).alias("cents"))
    rule = of.scheme.linkage.pool
    stated = _unpooled(joined) if rule is None else _pooled(of, scoped_lines(joined, rule), rule)
    return _closed(stated).sort(LINE_ORDER)


def _unpooled(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.with_columns(
        pl.lit("rounded").alias("state"),
        pl.lit(None, pl.String).alias("scope_id"),
        *(NONE.alias(name) for name in ("pool", "exact_sum", *CLOSING)),
    )


def _pooled(of: Workings, lines: pl.DataFrame, rule: Pool) -> pl.DataFrame:
    pools = of.input("pools")
    if rule.split == "unit_first":
        return _unit_first(weighed_lines(lines), pools)
    if rule.mode == "fill":
        return _whole_pool(with_pools(lines, pools).with_columns(pl.lit("filled").alias("state")))
    divisor = time_parts(of.scheme.linkage.time_share, of.cycle) * COEFFICIENTS
    joined = against_pools(lines, pools, divisor)
    state = pl.when("_exceeds").then(pl.lit("scaled")).when("_overflows").then(pl.lit("closed"))
    stated = _whole_pool(joined.with_columns(state.otherwise(pl.lit("rounded")).alias("state")))
    alone, closes = pl.col("state") == "closed", pl.col("state") != "rounded"
    return stated.with_columns(
        pl.when(alone).then(whole(1)).otherwise("factor").alias("factor"),
        pl.when(alone).then(whole(divisor)).otherwise("divisor").alias("divisor"),
    ).with_columns(pl.when(closes).then(pl.col(name)).alias(name) for name in CLOSING)


def _whole_pool(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of a scope share its pool by their exact pay."""
    return lines.with_columns(
        pl.col("_pool").alias("pool"),
        pl.col("_sum").alias("exact_sum"),
        pl.col("exact").alias("weight"),
        pl.col("_pool").alias("factor"),
        pl.col("_sum").alias("divisor"),
        pl.col("_pool").alias("total"),
    )


def _unit_first(lines: pl.DataFrame, pools: pl.DataFrame) -> pl.DataFrame:
    """The lines of a unit share its part of the pool by their inner weights."""
    parts = unit_pools(lines, pools)
    cents = pools.select("scope_id", scaled("amount", 2, 2).alias("pool"))
    inner = pl.col("inner_weight").sum().over("scope_id", "unit_id")
    return (
        lines.join(parts, on=["scope_id", "unit_id"])
        .join(cents, on="scope_id")
        .with_columns(
            pl.lit("unit_first").alias("state"),
            pl.col("exact").sum().over("scope_id").alias("exact_sum"),
            pl.col("inner_weight").alias("weight"),
            pl.col("unit_cents").alias("factor"),
            pl.max_horizontal(inner, whole(1)).alias("divisor"),
            pl.col("unit_cents").alias("total"),
        )
    )


def _closed(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines with the cents that they get at least, and the last cents given out one by one."""
    closes = pl.col("weight").is_not_null()
    closing = floors_and_remainders(lines.filter(closes), PARTS)
    group = ["scope_id", "unit_id"] if "inner_weight" in lines.columns else ["scope_id"]
    ordered = closing.sort(
        [*group, "_remainder", *LINE_ORDER], descending=[*(False for _ in group), True, False, False]
    )
    left = pl.col("total").first().over(group) - pl.col("_floor").sum().over(group)
    given = ordered.with_columns(
        pl.col("_floor").alias("floor"),
        (pl.col("cents") - pl.col("_floor")).alias("extra"),
        left.alias("left"),
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over(group).alias("position"),
        pl.len().cast(pl.Int64).over(group).alias("sharing"),
    )
    return pl.concat([lines.filter(~closes), given], how="diagonal")

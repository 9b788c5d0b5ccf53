"""Closing pay lines to the money that there is (rulebook §7).

Lines come with ``exact``, their pay × ``divisor`` in cents, and leave with ``cents``. Weights and pools are whole
numbers, so nothing is lost before the one rounding.
"""

from __future__ import annotations

import polars as pl

from contracts.problem import Place, Problem, Refused
from pay_linkage.kernels.apportionment import Parts, apportioned
from pay_linkage.kernels.exact import half_up, scaled, whole
from pay_linkage.kernels.order import in_order

LINE_ORDER = ("person_id", "start_date")
SCALED = Parts(weight="exact", factor="_pool", divisor="_sum", total="_pool")


def unpooled(lines: pl.DataFrame, divisor: int) -> pl.DataFrame:
    """Lines with ``cents``: each rounded half up on its own."""
    return lines.with_columns(half_up(pl.col("exact"), divisor).alias("cents"))


def capped(lines: pl.DataFrame, pools: pl.DataFrame, divisor: int) -> pl.DataFrame:
    """Lines with ``cents`` where each scope's pool is a ceiling, in the order of ``LINE_ORDER``.

    ``lines`` have ``scope_id``. A scope whose exact sum exceeds its pool is scaled down; one whose exact sum fits
    while its rounded lines exceed it gives its last cents to the largest remainders; any other rounds half up.
    """
    numbered = _numbered(unpooled(lines, divisor))
    closing = _scopes(numbered, pools, divisor).filter(pl.col("_exceeds") | pl.col("_overflows"))
    inside = (
        numbered.select("_line", "scope_id", "exact")
        .join(closing.with_row_index("_scope"), on="scope_id", maintain_order="left")
        .with_columns(whole(1).alias("_one"), whole(divisor).alias("_divisor"))
    )
    scaled_down = _closed(inside.filter("_exceeds"), SCALED, "_scope")
    closed = _closed(inside.filter("_overflows"), Parts("exact", "_one", "_divisor", "_pool"), "_scope")
    instead = pl.concat([scaled_down, closed])
    cents = numbered["cents"].scatter(instead["_line"], instead["cents"])
    return numbered.with_columns(cents).drop("_line")


def against_pools(lines: pl.DataFrame, pools: pl.DataFrame, divisor: int) -> pl.DataFrame:
    """``lines`` with their scope's ``_pool`` in cents and ``_sum`` of ``exact``, and which of them the pool closes.

    ``_exceeds``: the exact sum does not fit into the pool; ``_overflows``: it does, and its rounded lines do not.
    """
    scopes = _scopes(unpooled(lines.select("scope_id", "exact"), divisor), pools, divisor)
    return lines.join(scopes, on="scope_id", maintain_order="left")


def _scopes(rounded: pl.DataFrame, pools: pl.DataFrame, divisor: int) -> pl.DataFrame:
    """What ``against_pools`` tells of the scope of each line, scope by scope; the lines have ``cents``."""
    money = pools.select("scope_id", scaled("amount", 2, 2).alias("_pool"))
    sums = rounded.group_by("scope_id").agg(pl.col("exact").sum().alias("_sum"), pl.col("cents").sum())
    exceeds = pl.col("_sum") > pl.col("_pool") * whole(divisor)
    overflows = (pl.col("cents") > pl.col("_pool")) & ~exceeds
    return sums.join(money, on="scope_id").select(
        "scope_id", "_pool", "_sum", exceeds.alias("_exceeds"), overflows.alias("_overflows")
    )


def filled(lines: pl.DataFrame, pools: pl.DataFrame) -> pl.DataFrame:
    """Lines with ``cents`` that use each scope's pool up, scaled up or down.

    Raises ``Refused`` for the scopes whose weights come to 0 or, by ranks whose coefficient is negative, to less.
    """
    joined = with_pools(_numbered(lines), pools)
    _refuse_weightless(joined.filter(pl.col("_sum") <= whole(0)), "scope_id", "pool_without_weights")
    return _with_cents(joined, _closed(joined, SCALED)).select(*lines.columns, "cents")


def filled_unit_first(lines: pl.DataFrame, pools: pl.DataFrame) -> pl.DataFrame:
    """Lines with ``cents`` where each pool is divided among units first, then inside each unit.

    ``lines`` have ``unit_weight`` (base pay × time × unit coefficient) and ``inner_weight`` (base pay × time ×
    individual coefficient). Raises ``Refused`` for pools whose weights come to 0 or less, and for units with money and
    no inner weight.
    """
    units = unit_pools(lines, pools)
    joined = (
        _numbered(lines)
        .join(units, on=["scope_id", "unit_id"], maintain_order="left")
        .with_columns(pl.col("inner_weight").sum().over("scope_id", "unit_id").alias("_sum"))
    )
    weightless = (pl.col("_sum") == whole(0)) & (pl.col("unit_cents") != whole(0))
    _refuse_weightless(joined.filter(weightless), "unit_id", "unit_pool_without_weights")
    parted = joined.with_columns(pl.max_horizontal("_sum", whole(1)).alias("_sum"))
    closed = _closed(parted, Parts("inner_weight", "unit_cents", "_sum", "unit_cents"), group="unit_id")
    return _with_cents(parted, closed).select(*lines.columns, "cents")


def unit_pools(lines: pl.DataFrame, pools: pl.DataFrame) -> pl.DataFrame:
    """Each unit's part of its scope's pool in cents: scope_id, unit_id, unit_cents (ties: unit_id)."""
    weights = lines.group_by("scope_id", "unit_id").agg(pl.col("unit_weight").sum().alias("exact"))
    joined = with_pools(weights, pools)
    _refuse_weightless(joined.filter(pl.col("_sum") <= whole(0)), "scope_id", "pool_without_weights")
    parted = apportioned(joined, "scope_id", SCALED, ["unit_id"], "unit_cents")
    return parted.select("scope_id", "unit_id", "unit_cents")


def with_pools(lines: pl.DataFrame, pools: pl.DataFrame) -> pl.DataFrame:
    """``lines`` with their scope's ``_pool`` in cents, and the ``_sum`` of ``exact`` over the scope."""
    cents = pools.select("scope_id", scaled("amount", 2, 2).alias("_pool"))
    total = pl.col("exact").sum().over("scope_id").alias("_sum")
    return lines.join(cents, on="scope_id", how="left", maintain_order="left").with_columns(total)


def _numbered(lines: pl.DataFrame) -> pl.DataFrame:
    """``lines`` in ``LINE_ORDER`` with their numbers in it (``_line``): these settle ties as the order itself does."""
    return in_order(lines, *LINE_ORDER).with_row_index("_line")


def _closed(lines: pl.DataFrame, parts: Parts, group: str = "scope_id") -> pl.DataFrame:
    """``_line`` and ``cents`` of numbered lines that add up to the total of their group."""
    columns = dict.fromkeys(("_line", group, parts.weight, parts.factor, parts.divisor, parts.total))
    return apportioned(lines.select(*columns), group, parts, ("_line",), "cents").select("_line", "cents")


def _with_cents(lines: pl.DataFrame, closed: pl.DataFrame) -> pl.DataFrame:
    return lines.join(closed, on="_line", how="left", maintain_order="left").drop("_line")


def _refuse_weightless(rows: pl.DataFrame, scope: str, code: str) -> None:
    names = rows[scope].unique().sort()
    if len(names):
        raise Refused([Problem(code, Place(""), table="pools", column="amount", key=name) for name in names])

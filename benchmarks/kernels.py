"""The kernels on frames of a fixed size, each between two marks that an instruction counter sees.

``python -m benchmarks.kernels`` runs them and prints their names in order; ``benchmarks.instructions`` counts.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal

import polars as pl

from pay_linkage.kernels.apportionment import Parts, apportioned
from pay_linkage.kernels.curve import curve
from pay_linkage.kernels.exact import half_up, shown, whole
from pay_linkage.kernels.filling import PLACED, TIE, FillingRule, candidate_columns, filled, place_column
from pay_linkage.kernels.order import tenth_ranks, with_tie_ranks
from pay_linkage.kernels.places import places

ROWS = 40_000
EACH = 100
"""Rows of a group."""
GRADES = ("A", "B", "C", "D")
SHARES = dict(zip(GRADES, map(Decimal, ("0.2", "0.4", "0.35", "0.05")), strict=True))


def scores() -> pl.DataFrame:
    """group, score (4 decimals, with ties), id; nothing random."""
    number = pl.int_range(ROWS, dtype=pl.Int64)
    return pl.select(
        (number // EACH).alias("group"),
        number.cast(pl.Int128).alias("id"),
        shown((number * 7919 % 997 * 1000), 4).alias("score"),
    )


def candidates() -> pl.DataFrame:
    """``scores`` as the filling expects them."""
    number = places(pl.lit(EACH), SHARES, "largest_remainder")
    barred = [pl.col("id") % 17 == 0, *(pl.lit(value=False) for _ in GRADES[1:])]
    return with_tie_ranks(scores(), "group", ["score"], TIE).with_columns(
        *(number[grade].alias(place_column(index)) for index, grade in enumerate(GRADES)),
        *candidate_columns(GRADES, barred, {"A": Decimal(60)}, "score"),
        pl.lit(None, pl.Int64).alias(PLACED),
    )


def kernels() -> dict[str, Callable[[], object]]:
    """Name → one call of the kernel, on inputs that are made before."""
    scored, competing = scores(), candidates()
    points = [(Decimal(0), Decimal("0.5")), (Decimal(50), Decimal(1)), (Decimal(100), Decimal("1.5"))]
    tied = with_tie_ranks(scored, "group", ["score"], "rank")
    money = scored.select(
        "group", "id", (pl.col("id") % 89 + 1).alias("weight"), whole(10**7).alias("pool")
    ).with_columns(pl.col("weight").sum().over("group").alias("sum"))
    score = pl.col("score").to_physical()
    return {
        "half_up": lambda: scored.select(half_up(score * whole(3), 700)),
        "curve": lambda: scored.select(curve(score, points)),
        "with_tie_ranks": lambda: with_tie_ranks(scored, "group", ["score"], "rank"),
        "tenth_ranks": lambda: tied.select(tenth_ranks("rank", ["group"], "average")),
        "filled": lambda: filled(competing, "group", len(GRADES), FillingRule("worse", "lapse")),
        "apportioned": lambda: apportioned(money, "group", Parts("weight", "pool", "sum", "pool"), ["id"], "cents"),
    }


def main() -> None:
    """Call every kernel once for what is made at a first call, then once between two marks."""
    for name, call in kernels().items():
        call()
        os.getppid()
        call()
        os.getppid()
        print(name)


if __name__ == "__main__":
    main()

"""Dividing whole cents by weights so that the parts add up to the whole: largest remainder (rulebook §7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pay_linkage.kernels.exact import INTEGER
from pay_linkage.kernels.room import fits, largest


@dataclass(frozen=True, slots=True)
class Parts:
    """Which columns make the exact part of a row: ``weight × factor ÷ divisor``, and the ``total`` its group adds up
    to.

    All are whole numbers; ``factor``, ``divisor`` (> 0) and ``total`` are the same in every row of a group.
    """

    weight: str
    factor: str
    divisor: str
    total: str


def apportioned(frame: pl.DataFrame, group: str, parts: Parts, ties: Sequence[str], name: str) -> pl.DataFrame:
    """``frame`` with column ``name``: whole parts that add up to each group's total.

    Every row gets the floor of its exact part; what is left of the total goes out one by one to the largest remainders,
    ties to the row that comes first by the columns ``ties``. The total is at least the sum of the floors and at most
    that plus the number of rows.
    """
    parted = floors_and_remainders(frame, parts)
    ordered = parted.sort([group, "_remainder", *ties], descending=[False, True, *(False for _ in ties)])
    left = pl.col(parts.total).first().over(group) - pl.col("_floor").sum().over(group)
    position = pl.int_range(pl.len(), dtype=pl.Int64).over(group)
    extra = (position < left).cast(INTEGER)
    return ordered.with_columns((pl.col("_floor") + extra).alias(name)).drop("_floor", "_remainder")


def floors_and_remainders(frame: pl.DataFrame, parts: Parts) -> pl.DataFrame:
    """``frame`` with each row's exact part cut to a whole number (``_floor``), and what that cuts off × divisor
    (``_remainder``).
    """
    if not fits(largest(frame, parts.weight), largest(frame, parts.factor)):
        return _wide_floors_and_remainders(frame, parts)
    product, divisor = pl.col(parts.weight) * pl.col(parts.factor), pl.col(parts.divisor)
    return frame.with_columns((product // divisor).alias("_floor"), (product % divisor).alias("_remainder"))


def _wide_floors_and_remainders(frame: pl.DataFrame, parts: Parts) -> pl.DataFrame:
    """The same where a product would not fit into 128 bits: slow, and exact all the same."""
    rows = frame.select(parts.weight, parts.factor, parts.divisor).iter_rows()
    pairs = [divmod(weight * factor, divisor) for weight, factor, divisor in rows]
    return frame.with_columns(
        pl.Series("_floor", [floor for floor, _ in pairs], dtype=INTEGER),
        pl.Series("_remainder", [remainder for _, remainder in pairs], dtype=INTEGER),
    )

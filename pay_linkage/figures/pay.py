"""How pay is spread: numbers of people by amount, and quartiles."""

from __future__ import annotations

import polars as pl

from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.figures.small_numbers import FEWEST
from pay_linkage.figures.units import category_order
from pay_linkage.kernels.exact import scaled, shown, whole

MOST_BINS = 24
CENTS = 100
PEOPLE = pl.col("people")
PLACES = {
    "lower_quartile": (PEOPLE + 3) // 4,
    "median": (PEOPLE + 1) // 2,
    "upper_quartile": (3 * PEOPLE + 3) // 4,
}
AMOUNTS = pl.col("amount").sort().alias("amounts")
"""Aggregates to the amounts of a group, lowest first, of which ``QUARTILES`` are made."""
QUARTILES = [
    pl.when(PEOPLE >= FEWEST).then(pl.col("amounts").list.get(place - 1, null_on_oob=True)).alias(name)
    for name, place in PLACES.items()
]
"""Each is the amount of the person at that place in the order (the lower one of two), empty below ``FEWEST`` people."""


def pay_bins(run: ReportedRun, *, by_unit: bool) -> pl.DataFrame:
    """Numbers of people by amount: category, unit_id, from_amount (included), to_amount (yuan), people.

    The people of units with fewer than ``FEWEST``, and everybody unless ``by_unit``, are counted without their unit.
    """
    paid = run.paid_people
    width = bin_width(int(paid.select(scaled("amount", 2, 2).max()).item() or 0))
    known = (pl.len().over("unit_id") >= FEWEST) if by_unit else pl.lit(value=False)
    start = scaled("amount", 2, 2) // whole(width) * whole(width)
    counted = paid.with_columns(pl.when(known).then("unit_id").alias("unit_id"), start.alias("_start"))
    bins = counted.group_by("category", "unit_id", "_start").agg(pl.len().cast(pl.Int64).alias("people"))
    return bins.sort(category_order(run), "unit_id", "_start").select(
        "category",
        "unit_id",
        shown(pl.col("_start"), 2).alias("from_amount"),
        shown(pl.col("_start") + whole(width), 2).alias("to_amount"),
        "people",
    )


def bin_width(highest: int) -> int:
    """Width of a bin in cents: 1, 2 or 5 times a power of ten of yuan, so that at most ``MOST_BINS`` reach ``highest``.

    >>> bin_width(99_000_00)
    500000
    >>> bin_width(0)
    100
    """
    width, step = CENTS, 0
    while highest // width >= MOST_BINS:
        step += 1
        width = CENTS * (1, 2, 5)[step % 3] * 10 ** (step // 3)
    return width


def quartiles(run: ReportedRun) -> pl.DataFrame:
    """Quartiles of the amounts by category, unit grade and individual grade: people, lower_quartile, median,
    upper_quartile (``QUARTILES``).
    """
    keys = ("category", "unit_grade", "individual_grade")
    grouped = run.paid_people.group_by(keys).agg(pl.len().cast(pl.Int64).alias("people"), AMOUNTS)
    rows = grouped.select(*keys, "people", *QUARTILES)
    return rows.sort(category_order(run), *keys[1:], nulls_last=True)

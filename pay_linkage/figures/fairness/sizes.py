"""Classes of sizes: of units by their people, of groups by those who are graded in them."""

from __future__ import annotations

from itertools import pairwise

import polars as pl

STARTS = (1, 5, 10, 20, 50, 100, 200)
"""Where the classes begin."""


def size_order(size: pl.Expr) -> pl.Expr:
    """The number of a size's class, from 1 on."""
    return pl.sum_horizontal((size >= start).cast(pl.Int64) for start in STARTS)


def size_text(order: pl.Expr) -> pl.Expr:
    """What a class is called, by its number: ``5–9``, the last ``≥ 200``."""
    names = [*(f"{start}–{end - 1}" for start, end in pairwise(STARTS)), f"≥ {STARTS[-1]}"]
    return order.replace_strict(dict(enumerate(names, start=1)), return_dtype=pl.String)

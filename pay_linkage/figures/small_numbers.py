"""Nobody's pay can be read from a figure: how few people a sum or a quantile may stand for."""

from __future__ import annotations

import polars as pl

FEWEST = 5
"""A figure about pay stands for so many people at least."""
FEWEST_IN_QUARTERS = 12
"""Quartiles for readers who may not see anybody's pay are of so many people at least: of fewer, three of them would
tell too much of the rest.
"""
QUARTILE_STEP = 100
"""Yuan to which such quartiles are rounded, as a quartile is otherwise the very amount of somebody."""


def summed_up(scopes: pl.DataFrame) -> pl.Expr:
    """Which scopes (``people`` each) are shown as one sum: those of too few people, and as many of the next smallest as
    it takes for the sum to stand for two scopes and for enough people, so that no difference gives one of them away.
    """
    order = scopes.with_row_index("_row").sort("people", "scope_id")
    counts = order["people"].to_list()
    taken = sum(count < FEWEST for count in counts)
    while 0 < taken < len(counts) and (taken == 1 or sum(counts[:taken]) < FEWEST):
        taken += 1
    rows = order["_row"][:taken].implode()
    return pl.int_range(pl.len()).is_in(rows)

"""Whether numbers leave room to be multiplied within 128 bits: beyond them a product would wrap without a word."""

from __future__ import annotations

import math

import polars as pl

WIDEST = 2**126
"""Products below this fit into 128 bits with room for a sum."""


def fits(*factors: int) -> bool:
    """Whether a product of whole numbers is below ``WIDEST``.

    >>> fits(10**19, 10**18), fits(10**19, 10**19)
    (True, False)
    """
    return math.prod(factors) < WIDEST


def largest(frame: pl.DataFrame, *columns: str) -> int:
    """The largest size that a column of decimals or scaled integers has, as its scaled integer; 0 without any."""
    sizes = frame.select(pl.col(columns).to_physical().cast(pl.Int128).abs().max()).row(0)
    return max((size for size in sizes if size is not None), default=0)

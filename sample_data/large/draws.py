"""Draws as columns: pseudo-random whole numbers out of a row's number, the same on every machine.

Each round multiplies or squares modulo the prime 2³¹ − 1, so 64-bit integers never overflow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

PRIME = 2**31 - 1
FACTORS = (48271, 69621)
LOW_BITS = 64
"""The lowest bits, which mix worst, are left out."""

Stream = Callable[[str, int], pl.Expr]
"""Name of a draw and a bound → an expression of whole numbers from 0 to the bound − 1."""


def stream(seed: int, number: str = "number") -> Stream:
    """Draws over the column ``number``; each name gives draws of its own, and so does each seed."""

    def drawn(name: str, bound: int) -> pl.Expr:
        start = (seed * 1_000_003 + sum(place * ord(letter) for place, letter in enumerate(name, 1)) * 7_919) % PRIME
        mixed = (pl.col(number) + start) % PRIME
        for factor in FACTORS:
            mixed = (mixed * factor + start) % PRIME
            mixed = (mixed * mixed + 1) % PRIME
        return mixed // LOW_BITS % bound

    return drawn


def picked(values: Sequence[str], place: pl.Expr) -> pl.Expr:
    """The value at each place."""
    return pl.lit(pl.Series(list(values), dtype=pl.String)).gather(place)


def decimals(parts: pl.Expr, places: int) -> pl.Expr:
    """Whole parts of 10^-``places`` as decimals."""
    return parts.cast(pl.Decimal(18, places)) / pl.lit(10**places)

"""Exact numbers on frames: decimals as scaled 128-bit integers, and the one place where rounding happens.

A *scaled* number is an Int128 holding value × 10^scale. Decimal columns and scaled integers share their bits, so the
change between them costs nothing.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import polars as pl

INTEGER = pl.Int128()


def whole(value: int) -> pl.Expr:
    """Literal 128-bit integer."""
    return pl.lit(value, dtype=INTEGER)


def scaled(column: str, scale: int, shown_scale: int) -> pl.Expr:
    """Column of decimals with ``shown_scale`` places as an integer scaled by ``scale`` (at least as many places)."""
    digits = pl.col(column).to_physical()
    return digits if scale == shown_scale else digits * whole(10 ** (scale - shown_scale))


def shown(value: pl.Expr, scale: int) -> pl.Expr:
    """Scaled integer as a decimal column with ``scale`` places."""
    return value.cast(INTEGER).reinterpret(dtype=pl.Decimal(38, scale))


def scaled_number(value: Decimal, scale: int) -> int:
    """Scaled integer of one decimal; raises ValueError when it has more than ``scale`` places.

    >>> scaled_number(Decimal("0.005"), 5)
    500
    """
    number = Fraction(value) * 10**scale
    if number.denominator != 1:
        raise ValueError(f"more than {scale} decimal places")
    return int(number)


def half_up(numerator: pl.Expr, denominator: pl.Expr | int) -> pl.Expr:
    """``numerator ÷ denominator`` (> 0) rounded half up, away from zero at the midpoint (rulebook §1).

    >>> pl.select(half_up(whole(-5), 10)).item()
    -1
    >>> pl.select(half_up(whole(4), 10)).item()
    0
    """
    divisor = whole(denominator) if isinstance(denominator, int) else denominator
    size = (numerator.abs() * whole(2) + divisor) // (divisor * whole(2))
    return pl.when(numerator < whole(0)).then(whole(0) - size).otherwise(size)


def rounded_scaled(value: pl.Expr, scale: int, decimals: int) -> pl.Expr:
    """Scaled integer rounded half up to ``decimals`` places; the result is scaled by ``decimals``."""
    return half_up(value, 10 ** (scale - decimals))

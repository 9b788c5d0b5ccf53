"""Coefficients from scores: straight lines between given points (rulebook §6)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from pay_linkage.kernels.exact import half_up, scaled_number, whole

Point = tuple[Decimal, Decimal]


def curve(score: pl.Expr, points: Sequence[Point]) -> pl.Expr:
    """Coefficient × 10^6 of a score × 10^4: straight lines through ``points``, flat outside, half up to 4 decimals.

    ``points`` rise strictly in their scores.
    """
    scores = [scaled_number(at, 4) for at, _ in points]
    values = [scaled_number(value, 6) for _, value in points]
    result = _to_four_places(whole(values[-1]), 1)
    for index in range(len(points) - 1, 0, -1):
        run = scores[index] - scores[index - 1]
        rise = values[index] - values[index - 1]
        height = whole(values[index - 1] * run) + whole(rise) * (score - whole(scores[index - 1]))
        result = pl.when(score < whole(scores[index])).then(_to_four_places(height, run)).otherwise(result)
    return pl.when(score <= whole(scores[0])).then(_to_four_places(whole(values[0]), 1)).otherwise(result)


def quotient(score: pl.Expr, divisor: Decimal) -> pl.Expr:
    """Coefficient × 10^6 of a score × 10^4: score ÷ ``divisor``, half up to 4 decimals."""
    return half_up(score * whole(10**4), scaled_number(divisor, 4)) * whole(100)


def _to_four_places(millionths: pl.Expr, divisor: int) -> pl.Expr:
    return half_up(millionths, divisor * 100) * whole(100)

"""Coefficients from scores, against plain fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_linkage.kernels.curve import curve, quotient

from .steady import steady

Points = list[tuple[Decimal, Decimal]]
SCORES = st.lists(st.integers(-(10**6), 2 * 10**6), min_size=1)


@st.composite
def points(draw: st.DrawFn) -> Points:
    """Points with rising scores of 4 decimals and coefficients of 6."""
    scores = sorted(draw(st.sets(st.integers(-(10**4), 10**6), min_size=1, max_size=5)))
    values = draw(st.lists(st.integers(0, 2 * 10**6), min_size=len(scores), max_size=len(scores)))
    return [(Decimal(score).scaleb(-4), Decimal(value).scaleb(-6)) for score, value in zip(scores, values, strict=True)]


def _on_the_line(score: Fraction, given_points: Points) -> Fraction:
    known = [(Fraction(at), Fraction(value)) for at, value in given_points]
    if score <= known[0][0]:
        return known[0][1]
    for (low, start), (high, end) in pairwise(known):
        if score <= high:
            return start + (end - start) * (score - low) / (high - low)
    return known[-1][1]


def _millionths(value: Fraction) -> int:
    """Half up to 4 decimals, × 10^6."""
    return floor(value * 10**4 + Fraction(1, 2)) * 100


@settings(steady, max_examples=200)
@given(points(), SCORES)
def test_curve_is_straight_between_its_points_and_flat_outside(given_points: Points, scores: list[int]) -> None:
    scores += [int(at.scaleb(4)) + step for at, _ in given_points for step in (-1, 0, 1)]
    frame = pl.DataFrame({"score": scores}, schema={"score": pl.Int128()})
    found = frame.select(curve(pl.col("score"), given_points)).to_series().to_list()
    assert found == [_millionths(_on_the_line(Fraction(score, 10**4), given_points)) for score in scores]


@steady
@given(st.lists(st.integers(0, 2 * 10**6), min_size=1), st.integers(1, 2 * 10**6))
def test_quotient_rounds_half_up_to_four_decimals(scores: list[int], divisor: int) -> None:
    frame = pl.DataFrame({"score": scores}, schema={"score": pl.Int128()})
    found = frame.select(quotient(pl.col("score"), Decimal(divisor).scaleb(-4))).to_series().to_list()
    assert found == [_millionths(Fraction(score, divisor)) for score in scores]

"""Rounding and scaling, against decimal arithmetic and published figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay_linkage.kernels.exact import half_up, rounded_scaled, scaled, scaled_number, shown, whole

from .golden_vectors import needed, vectors
from .steady import steady

NUMERATORS = st.integers(-(10**30), 10**30) | st.integers(-200, 200)
INT128 = pl.Int128()


@steady
@given(st.lists(st.tuples(NUMERATORS, st.integers(1, 12) | st.integers(1, 10**6)), min_size=1))
def test_half_up_goes_away_from_zero_at_the_midpoint(pairs: list[tuple[int, int]]) -> None:
    frame = pl.DataFrame(pairs, schema={"above": INT128, "below": INT128}, orient="row")
    found = frame.select(half_up(pl.col("above"), pl.col("below"))).to_series().to_list()
    exact = [Fraction(abs(above), below) for above, below in pairs]
    sizes = [floor(size + Fraction(1, 2)) for size in exact]
    assert found == [size if above >= 0 else -size for size, (above, _) in zip(sizes, pairs, strict=True)]


@steady
@given(st.integers(-(10**20), 10**20), st.integers(0, 4))
def test_rounding_to_decimals_is_that_of_decimal_arithmetic(value: int, decimals: int) -> None:
    found = pl.select(shown(rounded_scaled(whole(value), 14, decimals), decimals)).item()
    assert found == Decimal(value).scaleb(-14).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@steady
@given(st.decimals(-(10**12), 10**12, places=4))
def test_scaled_column_and_scaled_number_agree(value: Decimal) -> None:
    frame = pl.DataFrame({"value": [value]}, schema={"value": pl.Decimal(38, 4)})
    assert frame.select(scaled("value", 6, 4)).item() == scaled_number(value, 6) == int(value * 10**6)
    assert frame.select(shown(scaled("value", 6, 4), 6)).item() == value


def test_number_with_more_places_than_the_scale_is_refused() -> None:
    assert scaled_number(Decimal("0.0010"), 3) == 1
    with pytest.raises(ValueError, match="more than 3 decimal places"):
        scaled_number(Decimal("0.0001"), 3)


@needed
@pytest.mark.parametrize("case", vectors("unit_weighted_KR"), ids=lambda case: case["formula"])
def test_weighted_sums_round_as_published(case: dict[str, Any]) -> None:
    first, second = {"A*0.9+B*0.1": (900, 100), "A*0.998+B": (998, 1000)}[case["formula"]]
    sum_ = first * scaled_number(Decimal(case["A"]), 2) + second * scaled_number(Decimal(case["B"]), 2)
    assert pl.select(shown(rounded_scaled(whole(sum_), 5, 2), 2)).item() == Decimal(case["expected"])


@needed
@pytest.mark.parametrize("case", vectors("proration"), ids=lambda case: case["basis"])
def test_shares_of_a_period_round_as_published(case: dict[str, Any]) -> None:
    days, of = map(int, case["basis"].rsplit(" ", 1)[1].split("/"))
    cents = pl.select(half_up(whole(scaled_number(Decimal(case["amount"]), 2) * days), of))
    assert cents.item() == scaled_number(Decimal(case["expected"]), 2)

"""Places per grade: all methods against the second opinion's, published elections, and sums."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from second_opinion.calculator import filling as second_opinion

from pay_linkage.kernels.places import places

from .golden_vectors import needed, vectors
from .steady import steady

METHODS = ("largest_remainder", "cumulative_half_up", "cumulative_up", "floor_into")
AS_SHARES = [
    case for case in vectors("largest_remainder") if case["expected"] != "TieError" and 10**6 % sum(case["votes"]) == 0
]


@dataclass(frozen=True)
class Into:
    floor_into: str


@st.composite
def shares(draw: st.DrawFn) -> list[Fraction]:
    """Shares of up to six grades that sum to 1, with as many decimals as they may have, or few."""
    unit = 10 ** draw(st.sampled_from((1, 2, 6)))
    cuts = sorted(draw(st.lists(st.integers(0, unit), max_size=5)))
    return [Fraction(upper - lower, unit) for lower, upper in zip([0, *cuts], [*cuts, unit], strict=True)]


def _places(counts: list[int], given_shares: list[Fraction], method: str, taker: str) -> list[tuple[int, ...]]:
    named = {f"G{number}": Decimal(share.numerator) / share.denominator for number, share in enumerate(given_shares)}
    exprs = places(pl.col("count"), named, Into(taker) if method == "floor_into" else method)
    return pl.DataFrame({"count": counts}).select(expr.alias(grade) for grade, expr in exprs.items()).rows()


@settings(steady, max_examples=200)
@given(shares(), st.lists(st.integers(0, 40) | st.integers(0, 10**7), min_size=1), st.sampled_from(METHODS), st.data())
def test_places_are_those_of_the_second_opinion(
    given_shares: list[Fraction], counts: list[int], method: str, data: st.DataObject
) -> None:
    names = tuple(f"G{number}" for number in range(len(given_shares)))
    taker = data.draw(st.sampled_from(names))
    found = _places(counts, given_shares, method, taker)
    assert found == [tuple(second_opinion.places(count, given_shares, names, (method, taker))) for count in counts]
    assert [sum(row) for row in found] == counts
    assert all(place >= 0 for row in found for place in row)


@needed
@pytest.mark.parametrize("case", AS_SHARES, ids=lambda case: case["source"])
def test_shares_of_votes_give_the_seats_published(case: dict[str, Any]) -> None:
    given_shares = [Fraction(vote, sum(case["votes"])) for vote in case["votes"]]
    assert _places([case["seats"]], given_shares, "largest_remainder", "") == [tuple(case["expected"])]

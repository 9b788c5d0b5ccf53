"""Largest remainder: published elections, and parts that add up whatever the weights are."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pay_linkage.kernels.apportionment import Parts, apportioned, floors_and_remainders

from .golden_vectors import needed, vectors
from .steady import steady

PARTS = Parts(weight="votes", factor="seats", divisor="sum", total="seats")
INT128 = pl.Int128()
WEIGHTS = st.lists(st.integers(0, 5) | st.integers(0, 10**9) | st.integers(0, 2**70), min_size=1, max_size=12)
POOL = st.tuples(WEIGHTS.filter(any), st.integers(0, 40) | st.integers(0, 2**60))
DECIDED = [case for case in vectors("largest_remainder") if case["expected"] != "TieError"]
UNDECIDED = [case for case in vectors("largest_remainder") if case["expected"] == "TieError"]


def _seats(votes: list[int], seats: int, order: list[int]) -> list[int]:
    """Seats of each list of votes; of equal remainders the one that comes first in ``order``."""
    frame = pl.DataFrame(
        {"group": [1] * len(votes), "list": range(len(votes)), "votes": votes, "order": order},
        schema_overrides={"votes": INT128},
    )
    divided = frame.with_columns(pl.lit(seats, INT128).alias("seats"), pl.lit(sum(votes), INT128).alias("sum"))
    found = apportioned(divided, "group", PARTS, ["order"], "part").sort("list")
    return found["part"].to_list()


def _expected(votes: list[int], seats: int) -> list[int]:
    exact = [Fraction(vote * seats, sum(votes)) for vote in votes]
    floors = [floor(part) for part in exact]
    by_remainder = sorted(range(len(votes)), key=lambda place: (floors[place] - exact[place], place))
    for place in by_remainder[: seats - sum(floors)]:
        floors[place] += 1
    return floors


@needed
@pytest.mark.parametrize("case", DECIDED, ids=lambda case: case["source"])
def test_seats_are_those_published(case: dict[str, Any]) -> None:
    assert _seats(case["votes"], case["seats"], list(range(len(case["votes"])))) == case["expected"]


@needed
def test_undecided_election_is_decided_by_the_order_alone() -> None:
    (case,) = UNDECIDED
    order = list(range(len(case["votes"])))
    assert _seats(case["votes"], case["seats"], order) == [2, 1, 1]
    assert _seats(case["votes"], case["seats"], order[::-1]) == [1, 1, 2]


@settings(steady, max_examples=200)
@given(POOL)
@example(([2**63, 2**63, 1], 2**60 + 1))
@example(([2**70, 2**69, 1, 0], 2**60 + 1))  # a product of more than 128 bits
@example(([2**66, 1], 2**60))  # one of exactly 126
@example(([1, 1, 1], 2**126 - 1))
def test_parts_are_the_fractions_floored_and_filled_up(pool: tuple[list[int], int]) -> None:
    votes, seats = pool
    found = _seats(votes, seats, list(range(len(votes))))
    assert found == _expected(votes, seats)
    assert sum(found) == seats


@steady
@given(st.lists(POOL, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_groups_do_not_mix_and_rows_may_come_in_any_order(pools: list[tuple[list[int], int]], shuffled: Any) -> None:
    rows = [
        (number, place, vote, seats, sum(votes))
        for number, (votes, seats) in enumerate(pools)
        for place, vote in enumerate(votes)
    ]
    shuffled.shuffle(rows)
    schema = {"group": pl.Int64(), "list": pl.Int64(), "votes": INT128, "seats": INT128, "sum": INT128}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    found = apportioned(frame, "group", PARTS, ["list"], "part").sort("group", "list")
    expected = [part for votes, seats in pools for part in _expected(votes, seats)]
    assert found["part"].to_list() == expected


def test_nothing_is_divided_among_nobody() -> None:
    schema = {"group": pl.Int64(), "list": pl.Int64(), "votes": INT128, "seats": INT128, "sum": INT128}
    assert apportioned(pl.DataFrame(schema=schema), "group", PARTS, ["list"], "part").is_empty()


@pytest.mark.parametrize("weight", [3, 2**100], ids=["in 128 bits", "beyond them"])
def test_parts_are_128_bits_wide_and_all_that_comes_to_the_frame(weight: int) -> None:
    votes = pl.DataFrame(
        {"group": [1, 1], "order": [1, 2], "votes": [weight, weight]}, schema_overrides={"votes": INT128}
    )
    divided = votes.with_columns(pl.lit(2**60, INT128).alias("seats"), pl.lit(2 * weight, INT128).alias("sum"))
    cut = floors_and_remainders(divided, PARTS)
    assert (cut.schema["_floor"], cut.schema["_remainder"]) == (INT128, INT128)
    found = apportioned(divided, "group", PARTS, ["order"], "part")
    assert found.schema == {**divided.schema, "part": INT128}
    assert found["part"].to_list() == [2**59, 2**59]

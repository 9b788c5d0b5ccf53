"""Nobody's pay can be read from a sum, nor from the difference of sums."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pay_linkage.figures.small_numbers import FEWEST, summed_up


def together(*people: int) -> list[bool]:
    frame = pl.DataFrame({"scope_id": [f"S{n}" for n in range(len(people))], "people": people})
    return frame.select(summed_up(frame)).to_series().to_list()


def test_scopes_of_enough_people_stand_alone() -> None:
    assert together(5, 6, 100) == [False, False, False]


def test_small_ones_are_summed_up() -> None:
    assert together(2, 6, 3, 100) == [True, False, True, False]


def test_a_single_small_one_takes_the_next_smallest_with_it() -> None:
    assert together(100, 1, 7) == [False, True, True]


def test_two_that_are_still_too_few_take_another() -> None:
    assert together(1, 2, 50, 9) == [True, True, False, True]


def test_one_scope_alone_has_nothing_to_hide_behind_and_equals_the_total() -> None:
    assert together(3) == [True]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=9))
def test_what_is_shown_stands_for_enough(people: list[int]) -> None:
    marked = together(*people)
    alone = [count for count, hidden in zip(people, marked, strict=True) if not hidden]
    summed = [count for count, hidden in zip(people, marked, strict=True) if hidden]
    assert all(count >= FEWEST for count in alone)
    assert not summed or sum(summed) >= FEWEST or not alone
    assert not summed or len(summed) > 1 or not alone

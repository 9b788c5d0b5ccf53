"""Ranks with ties, against published vectors and by counting who is better."""

from __future__ import annotations

from typing import Any, get_args

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay_linkage.kernels.order import Ties, tenth_ranks, with_tie_ranks

from .golden_vectors import needed, vectors
from .steady import steady

METHODS: tuple[Ties, ...] = get_args(Ties)
Rows = list[tuple[int, int, int | None]]


def _ranks(groups: list[Any], values: list[Any], ties: Ties) -> list[float | None]:
    """Rank of each value in its group, the highest first; none for an empty value."""
    frame = pl.DataFrame({"row": range(len(values)), "group": groups, "value": values})
    ranked = with_tie_ranks(frame, "group", ["value"], "rank").with_columns(
        tenth_ranks("rank", ["group"], ties).alias("t")
    )
    return [None if value is None else tenths / 10 for value, tenths in ranked.sort("row").select("value", "t").rows()]


@needed
@pytest.mark.parametrize(
    ("case", "ties"),
    [(case, ties) for case in vectors("rank") for ties in METHODS if ties in case],
    ids=lambda given: given if isinstance(given, str) else str(given["in"]),
)
def test_rank_vectors(case: dict[str, Any], ties: Ties) -> None:
    values = case["in"] if case.get("desc") else [None if value is None else -value for value in case["in"]]
    assert _ranks(case.get("group", [1] * len(values)), values, ties) == case[ties]


@steady
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.none() | st.integers(0, 2)), max_size=30))
def test_rank_is_one_more_than_the_number_of_better_rows(rows: Rows) -> None:
    frame = pl.DataFrame(rows, schema=["group", "first", "second"], orient="row").with_row_index("row")
    ranked = with_tie_ranks(frame, "group", ["first", "second"], "rank").sort("row")
    keys = [(group, first, -1 if second is None else second) for group, first, second in rows]
    expected = [1 + sum(other[0] == key[0] and other[1:] > key[1:] for other in keys) for key in keys]
    assert ranked["rank"].to_list() == expected


@steady
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), max_size=30), st.sampled_from(METHODS))
def test_tied_ranks_fill_the_places_that_they_share(rows: list[tuple[int, int]], ties: Ties) -> None:
    groups, values = [group for group, _ in rows], [value for _, value in rows]
    for (group, value), rank in zip(rows, _ranks(groups, values, ties), strict=True):
        better = sum(g == group and v > value for g, v in rows)
        tied = rows.count((group, value))
        assert rank == {"min": better + 1, "max": better + tied, "average": better + (1 + tied) / 2}[ties]

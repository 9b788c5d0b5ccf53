"""Ranks with ties, against published vectors and by counting who is better."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

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


GROUPS = st.sampled_from([0, 1, 2**32 - 1])
EDGES = st.sampled_from([-(2**35), -(2**29), 1 - 2**29, -1, 0, 1, 2**29 - 1, 2**29, 2**35])
FEW = st.sampled_from([-1, 0, 1, 2])


@steady
@given(
    st.lists(st.tuples(GROUPS, EDGES), max_size=30)
    | st.lists(st.tuples(GROUPS, FEW), max_size=30)
    | st.lists(st.tuples(GROUPS, st.none() | FEW), max_size=9)
)
def test_numbers_packed_into_one_are_in_the_order_of_both(rows: list[tuple[int, int | None]]) -> None:
    schema = {"group": pl.UInt32(), "score": pl.Decimal(38, 4)}
    values = [(group, None if score is None else Decimal(score).scaleb(-4)) for group, score in rows]
    frame = pl.DataFrame(values, schema=schema, orient="row").with_row_index("row")
    told_apart = frame.with_columns(pl.col("group").cast(pl.Int64))
    found, expected = (with_tie_ranks(one, "group", ["score"], "rank") for one in (frame, told_apart))
    assert_frame_equal(found, expected.cast({"group": pl.UInt32()}))

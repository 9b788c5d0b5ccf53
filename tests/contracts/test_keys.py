"""Keys: what neighbours show is what a look at every pair shows, in any order, empty cells and equal hashes too."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.keys import first_of_their_keys, shared, without_partner

NAMES = st.lists(st.none() | st.sampled_from("abcdefg"), max_size=12)
ROWS = st.lists(st.tuples(st.none() | st.sampled_from("abc"), st.none() | st.integers(0, 3)), max_size=12)
ORDERED = st.booleans()


def texts(values: list[str | None], *, ordered: bool) -> pl.Series:
    return pl.Series("name", sorted(values, key=str) if ordered else values, pl.String())


@settings(max_examples=300)
@given(ROWS, ORDERED)
def test_the_first_row_of_each_key_is_found(rows: list[tuple[str | None, int | None]], ordered: bool) -> None:
    rows = sorted(rows, key=str) if ordered else rows
    frame = pl.DataFrame(rows, schema={"name": pl.String(), "number": pl.Int64()}, orient="row")
    assert first_of_their_keys(frame).to_list() == [row not in rows[:at] for at, row in enumerate(rows)]


@settings(max_examples=300)
@given(NAMES, ORDERED)
def test_values_that_another_row_has_are_found(values: list[str | None], ordered: bool) -> None:
    names = texts(values, ordered=ordered)
    assert shared(names).to_list() == [names.to_list().count(value) > 1 for value in names]


@settings(max_examples=300)
@given(NAMES, NAMES, ORDERED, ORDERED)
def test_rows_without_a_partner_are_found_in_their_order(
    rows: list[str | None],
    others: list[str | None],
    ordered: bool,
    others_ordered: bool,
) -> None:
    frame = texts(rows, ordered=ordered).to_frame().with_row_index("at")
    known = texts(others, ordered=others_ordered).to_frame()
    expected = [row for row in frame.rows() if row[1] is not None and row[1] not in others]
    assert without_partner(frame, known, "name").select("at", "name").rows() == expected


def test_rows_that_have_all_their_partners_are_found_without_a_join(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number:04}" for number in range(1000)]
    frame = pl.DataFrame({"name": [*names[500:], *names[:500], *names[::7]]})
    monkeypatch.setattr(pl.DataFrame, "join", None)
    assert without_partner(frame, pl.DataFrame({"name": names}), "name").is_empty()
    assert without_partner(pl.DataFrame({"name": names}), frame, "name").is_empty()


def test_equal_hashes_of_different_keys_deceive_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    one = pl.Series([7, 7, 7, 8], dtype=pl.UInt64)
    monkeypatch.setattr(pl.Series, "hash", lambda _: one)
    monkeypatch.setattr(pl.DataFrame, "hash_rows", lambda _: one)
    names = pl.Series("name", ["a", "b", "a", "c"])
    assert shared(names).to_list() == [True, False, True, False]
    assert first_of_their_keys(names.to_frame()).to_list() == [True, True, False, True]

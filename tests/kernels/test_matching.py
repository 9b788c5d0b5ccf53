from typing import Literal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay_linkage.kernels.matching import matched
from tests.kernels.steady import steady

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


ROWS = st.lists(st.sampled_from("abcd"))


@steady
@given(ROWS, IDS, st.sampled_from(("inner", "left")), st.booleans())
def test_rows_are_matched_as_by_a_join(
    left: list[str], right: list[str], how: Literal["inner", "left"], together: bool
) -> None:
    left = sorted(left) if together else left
    ours = pl.DataFrame({"id": left, "x": range(len(left))}, schema={"id": pl.String, "x": pl.Int64})
    theirs = pl.DataFrame({"id": right, "y": range(len(right))}, schema={"id": pl.String, "y": pl.Int64})
    assert matched(ours, theirs, "id", how).equals(ours.join(theirs, on="id", how=how, maintain_order="left"))
    owners = theirs.join(ours.unique("id", keep="first", maintain_order=True).select("id"), on="id", how="right")
    assert matched(ours, owners, "id").equals(ours.join(owners, on="id", maintain_order="left"))


def test_the_same_order_spares_the_join(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pl.DataFrame, "join")
    frame = pl.DataFrame({"id": ["b", "a"], "x": [1, 2]})
    assert matched(frame, frame.rename({"x": "y"}), "id").rows() == [("b", 1, 1), ("a", 2, 2)]
    lines = pl.DataFrame({"id": ["b", "b", "a"], "y": [1, 2, 3]})
    assert matched(lines, frame, "id").rows() == [("b", 1, 1), ("b", 2, 1), ("a", 3, 2)]


def test_rows_of_one_key_that_stand_apart_are_joined() -> None:
    lines = pl.DataFrame({"id": ["b", "a", "b"], "y": [1, 2, 3]})
    people = pl.DataFrame({"id": ["b", "a"], "x": [1, 2]})
    assert matched(lines, people, "id").rows() == [("b", 1, 1), ("a", 2, 2), ("b", 3, 1)]


def test_rows_without_a_key_have_no_match() -> None:
    frame = pl.DataFrame({"id": ["a", None], "x": [1, 2]})
    assert matched(frame, frame.rename({"x": "y"}), "id").rows() == [("a", 1, 1)]

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay_linkage.kernels.matching import matched
from tests.kernels.steady import steady

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@steady
@given(IDS, IDS)
def test_rows_are_matched_as_by_a_join(left: list[str], right: list[str]) -> None:
    ours = pl.DataFrame({"id": left, "x": range(len(left))}, schema={"id": pl.String, "x": pl.Int64})
    theirs = pl.DataFrame({"id": right, "y": range(len(right))}, schema={"id": pl.String, "y": pl.Int64})
    assert matched(ours, theirs, "id").equals(ours.join(theirs, on="id", maintain_order="left"))
    assert matched(ours, ours.rename({"x": "y"}), "id")["y"].equals(ours["x"].rename("y"))


def test_the_same_order_spares_the_join(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pl.DataFrame, "join")
    frame = pl.DataFrame({"id": ["b", "a"], "x": [1, 2]})
    assert matched(frame, frame.rename({"x": "y"}), "id").rows() == [("b", 1, 1), ("a", 2, 2)]


def test_rows_without_a_key_have_no_match() -> None:
    frame = pl.DataFrame({"id": ["a", None], "x": [1, 2]})
    assert matched(frame, frame.rename({"x": "y"}), "id").rows() == [("a", 1, 1)]

import polars as pl
import pytest

from pay_linkage.diff.two_runs import differs, moved_rows, side_by_side

BEFORE = pl.DataFrame({"id": ["a", "b"], "x": [1, 2]})
AFTER = {
    "the same rows": (["a", "b"], [1, 3], [("a", 1, True, 1, True), ("b", 2, True, 3, True)]),
    "another order": (["b", "a"], [3, 1], [("a", 1, True, 1, True), ("b", 2, True, 3, True)]),
    "one left and one came": (
        ["b", "c"],
        [2, 4],
        [("a", 1, True, None, False), ("b", 2, True, 2, True), ("c", None, False, 4, True)],
    ),
}


@pytest.mark.parametrize("name", AFTER)
def test_rows_stand_beside_those_of_their_own_key(name: str) -> None:
    ids, values, expected = AFTER[name]
    beside = side_by_side(BEFORE, pl.DataFrame({"id": ids, "x": values}), ["id"])
    assert beside.columns == ["id", "x_before", "is_before", "x_after", "is_after"]
    assert beside.rows() == expected


@pytest.mark.parametrize("name", AFTER)
def test_no_row_that_moved_is_left_out_of_those_that_are_compared(name: str) -> None:
    ids, values, _ = AFTER[name]
    after = pl.DataFrame({"id": ids, "x": values})
    moved = side_by_side(*moved_rows(BEFORE, after, ["id"]), ["id"]).filter(differs("x"))
    assert moved.equals(side_by_side(BEFORE, after, ["id"]).filter(differs("x")))


def test_rows_that_are_the_same_in_both_are_not_compared() -> None:
    after = BEFORE.with_columns(x=pl.Series([1, None]))
    before_rows, after_rows = moved_rows(BEFORE, after, ["id"])
    assert (before_rows.rows(), after_rows.rows()) == ([("b", 2)], [("b", None)])

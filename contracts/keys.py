"""Keys: which are given more than once, and which no row of another table has.

Each function is a few comparisons of neighbours in the usual case and asks Polars' hash tables only in the others: of a
million keys that takes a tenth of the time. Stays out: what is wrong about such a row (``contracts.row_rules``,
``contracts.relations``, the admission room).
"""

from __future__ import annotations

import polars as pl

FEW_RUNS = 16
"""So many parts of a column may each be in order, one after the other, for a sort of the whole to be cheap."""


def first_of_their_keys(key: pl.DataFrame) -> pl.Series:
    """Of each row, whether no earlier row has the same cells.

    Equal cells have equal hashes, so where no two hashes are equal, no two keys are.
    """
    if _met_twice(key.hash_rows()).is_empty():
        return pl.repeat(value=True, n=key.height, eager=True)
    return key.select(pl.struct(pl.all()).is_first_distinct()).to_series()


def shared(values: pl.Series) -> pl.Series:
    """Of each value, whether another row has it too; asked exactly only where another row has its hash."""
    hashes = values.hash()
    twice = _met_twice(hashes)
    if twice.is_empty():
        return pl.repeat(value=False, n=values.len(), eager=True)
    asked = hashes.is_in(twice.implode())
    return asked.scatter(asked.arg_true(), values.filter(asked).is_duplicated())


def without_partner(rows: pl.DataFrame, others: pl.DataFrame, column: str) -> pl.DataFrame:
    """The rows whose filled cell in ``column`` is in no row of ``others``, in their order."""
    ours, theirs = _cheaply_sorted(rows[column]), _cheaply_sorted(others[column])
    if ours is not None and theirs is not None and ours.equals(theirs):
        return rows.clear()
    named = rows.select(column).with_row_index("_at").filter(pl.col(column).is_not_null())
    return rows[named.join(others.select(column), on=column, how="anti", maintain_order="left")["_at"]]


def _met_twice(hashes: pl.Series) -> pl.Series:
    ordered = hashes.sort()
    return ordered.filter(ordered == ordered.shift(1))


def _cheaply_sorted(values: pl.Series) -> pl.Series | None:
    """Each value once, in order; None where they stand in such disorder that sorting them costs more than a join."""
    if (values < values.shift(1)).sum() >= FEW_RUNS:
        return None
    ordered = values.gather(values.arg_sort())
    return ordered.filter(ordered.ne_missing(ordered.shift(1)))

"""Putting two frames side by side by a key that names a row in each."""

from __future__ import annotations

import polars as pl


def matched(left: pl.DataFrame, right: pl.DataFrame, key: str) -> pl.DataFrame:
    """The rows of ``left`` that have one in ``right``, in the order of ``left``, with the columns of both.

    ``key`` is given once in each frame. People mostly stand in the same order everywhere: then the frames are put side
    by side as they are, which spares the join.
    """
    if left[key].equals(right[key], null_equal=False):
        return left.hstack(right.drop(key))
    return left.join(right, on=key, maintain_order="left")

"""Putting two frames side by side by a key that names a row in each."""

from __future__ import annotations

from typing import Literal

import polars as pl


def matched(left: pl.DataFrame, right: pl.DataFrame, key: str, how: Literal["inner", "left"] = "inner") -> pl.DataFrame:
    """The rows of ``left`` that have one in ``right`` (``left``: all of them), in the order of ``left``, with the
    columns of both.

    ``key`` is given once in ``right``. People mostly stand in the same order everywhere, and the rows of each together:
    then the frames are put side by side as they are, which spares the join.
    """
    ours, theirs = left[key], right[key]
    if ours.equals(theirs, null_equal=False):
        return left.hstack(right.drop(key))
    if len(theirs) < len(ours):
        runs = ours.rle_id()
        if ours.filter(runs.ne_missing(runs.shift(1))).equals(theirs, null_equal=False):
            return left.hstack(right.drop(key)[runs])
    return left.join(right, on=key, how=how, validate="m:1", maintain_order="left")

"""Order and rank inside groups, exact and independent of the order in which rows come (rulebook §1, §4.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import polars as pl

PACKED = "_packed"
MOST = 2**29
"""Numbers below it in size and numbers of groups of 32 bits fit into one of 63 bits."""
Ties = Literal["min", "average", "max"]


def in_order(frame: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """``frame`` sorted by ``keys``, rows equal on all of them as they stood.

    A frame whose neighbours show that it is in order, as people mostly come, is given back as it is, without a copy of
    all its columns. A sort that keeps the order of equal rows sees parts that are in order: then it takes a fifth of
    the time of one that does not.
    """
    return frame if _is_in_order(frame, keys) else frame.sort(*keys, maintain_order=True)


def _is_in_order(frame: pl.DataFrame, keys: Sequence[str]) -> bool:
    """Whether no row has lesser keys than the one before it; where a key is empty, that is not known."""
    follows = pl.lit(value=True)
    for key in reversed(keys):
        cell, before = pl.col(key), pl.col(key).shift(1)
        follows = (cell > before) | ((cell == before) & follows)
    return bool(frame.select(follows.slice(1).fill_null(value=False).all()).item())


def with_tie_ranks(frame: pl.DataFrame, group: str, keys: Sequence[str], name: str) -> pl.DataFrame:
    """``frame`` sorted by ``group`` and then ``keys`` from high to low, with the ``min`` rank in column ``name``
    (Int64).

    Rows equal on all keys are tied and share the rank of the first of them. Empty keys come last and tie.
    """
    frame = _from_high_to_low(frame, group, keys)
    position = pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    starts_group = pl.col(group).ne_missing(pl.col(group).shift(1)) | (position == 1)
    starts_tie = pl.any_horizontal(starts_group, *(pl.col(key).ne_missing(pl.col(key).shift(1)) for key in keys))
    group_start = pl.when(starts_group).then(position).forward_fill()
    tie_start = pl.when(starts_tie).then(position).forward_fill()
    return frame.with_columns((tie_start - group_start + 1).alias(name))


def _from_high_to_low(frame: pl.DataFrame, group: str, keys: Sequence[str]) -> pl.DataFrame:
    packed = _packed(frame, group, keys)
    if packed is not None:
        return frame.with_columns(packed).sort(PACKED, maintain_order=True).drop(PACKED)
    return frame.sort([group, *keys], descending=[False, *(True for _ in keys)], nulls_last=True, maintain_order=True)


def _packed(frame: pl.DataFrame, group: str, keys: Sequence[str]) -> pl.Series | None:
    """A whole number a row that is the lesser the earlier the row comes, where group and one key are filled numbers
    that fit into one: it is sorted in a third of the time.
    """
    if len(keys) > 1 or frame.is_empty() or frame[group].dtype != pl.UInt32 or frame[keys[0]].null_count():
        return None
    key = frame[keys[0]].to_physical()
    least, greatest = key.min(), key.max()
    if not isinstance(least, int) or not isinstance(greatest, int) or max(-least, greatest) >= MOST:
        return None
    behind = greatest - key.cast(pl.Int64)
    return (frame[group].cast(pl.Int64) * (greatest - least + 1) + behind).alias(PACKED)


def tenth_ranks(rank: str, groups: Sequence[str], ties: Ties) -> pl.Expr:
    """Ranks × 10 (so that halves are whole) from ``min`` ranks: ``min``, ``average`` or ``max`` of the tied places."""
    tied = pl.len().over(*groups, rank).cast(pl.Int64)
    extra = {"min": pl.lit(0, dtype=pl.Int64), "average": (tied - 1) * 5, "max": (tied - 1) * 10}[ties]
    return pl.col(rank) * 10 + extra

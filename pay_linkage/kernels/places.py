"""Places per grade from a number of candidates and a list of shares (rulebook §4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

import polars as pl

from pay_linkage.kernels.exact import scaled_number

SHARE = 10**6


class FloorInto(Protocol):
    """The method in which every grade gets its floor and one grade takes the rest."""

    @property
    def floor_into(self) -> str:
        """The grade that takes the rest."""


def places(count: pl.Expr, shares: Mapping[str, Decimal], method: str | FloorInto) -> dict[str, pl.Expr]:
    """Places of each grade (Int64), best grade first, for ``count`` candidates; they always add up to ``count``.

    ``shares`` sum to 1 and have at most 6 decimals. ``method`` is ``largest_remainder``, ``cumulative_half_up``,
    ``cumulative_up``, or names the grade to floor into.

    >>> shares = {"A": Decimal("0.2"), "B": Decimal("0.4"), "C": Decimal("0.4")}
    >>> [pl.select(p).item() for p in places(pl.lit(11), shares, "cumulative_up").values()]
    [3, 4, 4]
    """
    millionths = [scaled_number(share, 6) for share in shares.values()]
    number = count.cast(pl.Int64)
    if not isinstance(method, str):
        counts = _floors_into(number, millionths, list(shares).index(method.floor_into))
    elif method == "largest_remainder":
        counts = _largest_remainder(number, millionths)
    else:
        counts = _cumulative(number, millionths, {"cumulative_half_up": SHARE // 2, "cumulative_up": SHARE - 1}[method])
    return dict(zip(shares, counts, strict=True))


def _floors_into(number: pl.Expr, shares: Sequence[int], absorbing: int) -> list[pl.Expr]:
    floors = [number * share // SHARE for share in shares]
    others = [floor for grade, floor in enumerate(floors) if grade != absorbing]
    floors[absorbing] = number - pl.sum_horizontal(others) if others else number
    return floors


def _cumulative(number: pl.Expr, shares: Sequence[int], added: int) -> list[pl.Expr]:
    sums = [sum(shares[: grade + 1]) for grade in range(len(shares))]
    edges = [(number * total + added) // SHARE for total in sums]
    return [edges[0], *(edge - before for before, edge in pairwise(edges))]


def _largest_remainder(number: pl.Expr, shares: Sequence[int]) -> list[pl.Expr]:
    floors = [number * share // SHARE for share in shares]
    remainders = [number * share % SHARE for share in shares]
    left = number - pl.sum_horizontal(floors)
    return [floor + (_grades_before(remainders, grade) < left).cast(pl.Int64) for grade, floor in enumerate(floors)]


def _grades_before(remainders: Sequence[pl.Expr], grade: int) -> pl.Expr:
    """Number of grades that get an extra place before ``grade``: larger remainder, or equal and listed earlier."""
    own = remainders[grade]
    earlier = [(other >= own).cast(pl.Int64) for other in remainders[:grade]]
    later = [(other > own).cast(pl.Int64) for other in remainders[grade + 1 :]]
    return pl.sum_horizontal(pl.lit(0, dtype=pl.Int64), *earlier, *later)

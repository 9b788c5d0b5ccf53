"""Promise 1: a pool closes to the cent, whatever its lines are (``PAY_LINKAGE_CASES=100000`` for that many pools)."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import polars as pl
import pytest

from pay_linkage.rules import pool

from .cases_wanted import cases_wanted
from .drawn_pools import DIVISOR, Drawn, drawn, half_up

BATCH = 2_000
BATCHES = range(max(1, cases_wanted(BATCH) // BATCH))
Lines = list[tuple[int, int]]


def _is_fair(lines: Lines, total: int, weight: int) -> bool:
    """Each line within a cent of its exact part; of equal lines the earlier one never gets less."""
    near = all(abs(cents * weight - exact * total) < weight for exact, cents in lines)
    seen: dict[int, list[int]] = {}
    for exact, cents in lines:
        seen.setdefault(exact, []).append(cents)
    return near and all(first >= second for equal in seen.values() for first, second in pairwise(equal))


@pytest.mark.parametrize("batch", BATCHES)
def test_pools_to_fill_are_used_up(batch: int) -> None:
    pools = drawn(f"fill {batch}", BATCH, cap=False)
    missed_by_rounding = 0
    for scope, lines in pools.groups(pool.filled(pools.lines, pools.pools)):
        total, weight = pools.cents[scope], sum(exact for exact, _ in lines)
        assert sum(cents for _, cents in lines) == total, scope
        assert _is_fair(lines, total, weight), scope
        missed_by_rounding += sum((2 * exact * total + weight) // (2 * weight) for exact, _ in lines) != total
    assert missed_by_rounding > BATCH // 4  # the pools are such that rounding line by line would not do


@pytest.mark.parametrize("batch", BATCHES)
def test_caps_are_kept_and_used_up_where_they_bind(batch: int) -> None:
    pools = drawn(f"cap {batch}", BATCH, cap=True)
    seen = {"scaled": 0, "closed": 0, "open": 0}
    for scope, lines in pools.groups(pool.capped(pools.lines, pools.pools, DIVISOR)):
        total, weight = pools.cents[scope], sum(exact for exact, _ in lines)
        paid = sum(cents for _, cents in lines)
        if weight > total * DIVISOR:
            seen["scaled"] += 1
            assert paid == total, scope
            assert _is_fair(lines, total, weight), scope
        elif sum(half_up(exact) for exact, _ in lines) > total:
            seen["closed"] += 1
            assert paid == total, scope
            assert _is_fair(lines, 1, DIVISOR), scope
        else:
            seen["open"] += 1
            assert lines == [(exact, half_up(exact)) for exact, _ in lines], scope
    assert min(seen.values()) > BATCH // 40, seen


@pytest.mark.parametrize("batch", BATCHES)
def test_pools_of_units_first_are_used_up(batch: int) -> None:
    pools = drawn(f"units first {batch}", BATCH, cap=False)
    units = pool.unit_pools(pools.lines, pools.pools)
    paid = pool.filled_unit_first(pools.lines, pools.pools)
    assert _sums(paid, "unit_id") == dict(units.select("unit_id", "unit_cents").rows())
    assert _sums(paid, "scope_id") == pools.cents


def test_products_beyond_128_bits_close_too() -> None:
    few = drawn("wide", 200, cap=False)
    wide = Drawn(few.lines.with_columns(pl.col("exact") * pl.lit(10**9, pl.Int128())), few.cents)
    assert wide.lines["exact"].max() * max(wide.cents.values()) > 2**127
    for scope, lines in wide.groups(pool.filled(wide.lines, wide.pools)):
        assert sum(cents for _, cents in lines) == wide.cents[scope], scope


def _sums(paid: pl.DataFrame, by: str) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for name, cents in paid.select(by, "cents").rows():
        sums[name] += cents
    return dict(sums)

"""Product and second opinion agree on random cases, in every cell (more of them: ``make second-opinion N=10000``)."""

from __future__ import annotations

from collections import Counter

import pytest

from .differential import outcome

BLOCK = 10
FIRST_SEEDS = range(1, 301, BLOCK)


@pytest.mark.parametrize("first", FIRST_SEEDS)
def test_product_agrees(first: int) -> None:
    outcomes = [outcome(seed) for seed in range(first, first + BLOCK)]
    assert {seed: found for seed, kind, found in outcomes if kind == "differs"} == {}
    assert Counter(kind for _, kind, _ in outcomes)["agreed"] >= BLOCK // 2

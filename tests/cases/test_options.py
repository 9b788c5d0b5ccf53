"""Every option that a scheme may choose (rulebook §9) is chosen by some golden case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .golden_case import golden_case
from .test_cases import FILES

OPTIONS = {
    "score_decimals": ("0", "1"),
    "absent_component": ("refuse", "reweight"),
    "absent_group": ("refuse", "renormalise"),
    "anchor": ("median", "upper_middle", "lower_middle", "2.5"),
    "ties": ("average", "min", "max", "better", "worse", "refuse"),
    "scales": ("all",),
    "places": ("largest_remainder", "cumulative_half_up", "cumulative_up"),
    "floor_into": ("B", "excellent"),
    "vacated": ("refill", "lapse"),
    "kind": ("bonus", "deduction", "veto", "fail"),
    "bars_last": ("true",),
    "heads": ("in_quota",),
    "mode": ("direct", "indirect", "cap", "fill"),
    "by": ("month", "day"),
    "reference_day": ("1", "15", "31", "last"),
    "from": ("grade", "score", "rank"),
    "combine": ("product", "weighted"),
    "scope": ("all", "category", "unit"),
    "split": ("joint", "unit_first"),
    "hold_harmless": ("true",),
}
KEYS = (
    *("weight", "cap", "points", "bonus_cap", "deduction_cap", "bonus", "interview", "bands", "break_ties", "to"),
    *("minimum_score", "veto_bars", "fail_below_share_of_first", "by_unit_grade", "default", "cuts", "shift"),
    *("at_most", "source", "below", "follow_unit", "divide_by", "curve", "ungraded", "table", "weights"),
)


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        for entry in value:
            yield from _pairs(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield key, entry
            yield from _pairs(entry)


@pytest.fixture(scope="module")
def chosen() -> set[tuple[str, str | None]]:
    pairs = [pair for path in FILES for pair in _pairs(golden_case(path).case.scheme)]
    return {(key, value if isinstance(value, str) else None) for key, value in pairs} | {
        (key, None) for key, _ in pairs
    }


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in OPTIONS.items() for value in values])
def test_value(key: str, value: str, chosen: set[tuple[str, str | None]]) -> None:
    assert (key, value) in chosen


@pytest.mark.parametrize("key", KEYS)
def test_key(key: str, chosen: set[tuple[str, str | None]]) -> None:
    assert (key, None) in chosen

"""The comparison sees every difference and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from .compare import mismatches

EMPTY: dict[str, list[dict[str, Any]]] = {
    name: [] for name in ("unit_results", "person_results", "pay_lines", "payroll", "quotas")
}
LINE = {"person_id": "P1", "start_date": "2020-01-01", "end_date": None, "amount": Fraction("12.50"), "unit_id": "0012"}


def _tables(**cells: Any) -> dict[str, list[dict[str, Any]]]:
    return {**EMPTY, "pay_lines": [{**LINE, **cells}]}


@pytest.mark.parametrize("amount", ["12.5", "12.500", Decimal("12.50"), Fraction(25, 2)])
def test_numbers_compare_as_numbers(amount: Any) -> None:
    assert mismatches(_tables(), _tables(amount=amount)) == []


def test_a_day_and_an_empty_cell_compare_as_their_texts() -> None:
    assert mismatches(_tables(), _tables(start_date=date(2020, 1, 1), end_date="")) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"amount": "12.51"},
        {"amount": None},
        {"amount": 12.5},
        {"amount": "many"},
        {"unit_id": "12"},
        {"end_date": "2020-12-31"},
        {"start_date": "2020-01-02"},
    ],
)
def test_any_other_value_is_seen(cells: dict[str, Any]) -> None:
    assert mismatches(_tables(), _tables(**cells))


def test_rows_tables_and_columns_that_are_missing_are_seen() -> None:
    without = {key: value for key, value in LINE.items() if key != "amount"}
    assert mismatches(_tables(), EMPTY)
    assert mismatches(EMPTY, _tables())
    assert mismatches(_tables(), {**EMPTY, "pay_lines": [without]})
    assert mismatches(_tables(), {**EMPTY, "pay_lines": [LINE, LINE]})
    assert mismatches(_tables(), {"pay_lines": [LINE]})

"""What a run comes to: the totals that payroll checks its import against."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from contracts.money import in_yuan
from pay_linkage.runs.manifest import ControlTotals


def control_totals(results: Mapping[str, pl.DataFrame]) -> ControlTotals:
    """People and amounts of ``payroll``, and the number of ``pay_lines``."""
    payroll = results["payroll"]
    cents = _cents(payroll["amount"])
    return ControlTotals(
        people=payroll.height,
        lines=results["pay_lines"].height,
        amount=f"{in_yuan(cents):f}",
        cents=cents,
        held_cents=_cents(payroll["held"]),
    )


def _cents(amounts: pl.Series) -> int:
    return int(Decimal(amounts.sum() or 0).scaleb(2))

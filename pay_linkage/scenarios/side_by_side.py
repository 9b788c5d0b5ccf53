"""Units and pools of a run and of its scenarios side by side, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from pay_linkage.chain import scoped_lines
from pay_linkage.diff.two_runs import Side
from pay_linkage.scenarios.comparison import WhatIf
from pay_linkage.schemes import read_scheme

CENTS = pl.Decimal(38, 2)
NOTHING = Decimal("0.00")
Pooled = tuple[Decimal, Decimal]
"""A pool's amount and what is paid out of it, in yuan."""


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What a unit comes to on one side; ``pay`` is the sum of its pay lines in yuan, held parts are not a unit's."""

    final_score: Decimal
    rank: int
    grade: str
    pay: Decimal


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit on all sides, None where a side has no such unit."""

    unit_id: str
    unit_name: str
    category: str
    sides: tuple[UnitFigures | None, ...]

    @property
    def moved(self) -> bool:
        """Whether any side differs from the first."""
        return any(side != self.sides[0] for side in self.sides[1:])


@dataclass(frozen=True, slots=True)
class PoolRow:
    """A pool on all sides; None where a side has no such pool."""

    scope_id: str
    sides: tuple[Pooled | None, ...]

    @property
    def moved(self) -> bool:
        """Whether any side differs from the first."""
        return any(side != self.sides[0] for side in self.sides[1:])


def unit_rows(what_if: WhatIf) -> list[UnitRow]:
    """All units of any side, by category and rank of the first side, those that it lacks last."""
    sides = [_units(side) for side in what_if.sides]
    named: dict[str, tuple[str, str]] = {}
    for side in what_if.sides:
        units = (
            side.table("unit_results")
            .select("unit_id", "category")
            .join(side.input("units").select("unit_id", "unit_name"), on="unit_id")
        )
        for unit_id, category, name in units.iter_rows():
            named.setdefault(unit_id, (name, category))
    rows = [
        UnitRow(unit_id, name, category, tuple(side.get(unit_id) for side in sides))
        for unit_id, (name, category) in named.items()
    ]
    return sorted(rows, key=_place)


def pool_rows(what_if: WhatIf) -> list[PoolRow]:
    """All pools of any side, by scope_id; none where no side has a pool."""
    sides = [_pools(side) for side in what_if.sides]
    scopes = sorted({scope for side in sides for scope in side})
    return [PoolRow(scope, tuple(side.get(scope) for side in sides)) for scope in scopes]


def totals(what_if: WhatIf) -> Sequence[Decimal]:
    """What each side pays in all, held parts included, in yuan."""
    return [summed(side.table("payroll")["amount"]) for side in what_if.sides]


def summed(amounts: pl.Series) -> Decimal:
    """The sum of amounts in yuan; 0.00 of none."""
    return Decimal(amounts.sum() or 0).quantize(NOTHING)


def _place(row: UnitRow) -> tuple[str, float, str]:
    first = row.sides[0]
    return row.category, float("inf") if first is None else first.rank, row.unit_id


def _units(side: Side) -> Mapping[str, UnitFigures]:
    paid = side.table("pay_lines").group_by("unit_id").agg(pl.col("amount").sum().cast(CENTS).alias("pay"))
    units = side.table("unit_results").select("unit_id", "final_score", "rank", "grade")
    rows = units.join(paid, on="unit_id", how="left").with_columns(pl.col("pay").fill_null(NOTHING))
    return {unit_id: UnitFigures(*figures) for unit_id, *figures in rows.iter_rows()}


def _pools(side: Side) -> Mapping[str, Pooled]:
    rule = read_scheme(side.scheme_bytes, side.scheme_name).linkage.pool
    if rule is None:
        return {}
    categories = side.table("unit_results").select("unit_id", "category")
    lines = scoped_lines(side.table("pay_lines").join(categories, on="unit_id"), rule)
    paid = dict(lines.group_by("scope_id").agg(pl.col("amount").sum()).iter_rows())
    pools = side.input("pools").select("scope_id", "amount")
    return {scope: (amount, paid.get(scope, NOTHING)) for scope, amount in pools.iter_rows()}

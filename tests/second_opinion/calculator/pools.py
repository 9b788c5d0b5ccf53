"""The amounts of the pay lines, in whole cents, and pools that close to the cent (section 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from math import floor

from .figures import half_up
from .refusal import Refused
from .tables import Row


def set_amounts(pool: dict[str, str] | None, pools: list[Row], lines: list[Row], units: dict[str, Row]) -> None:
    """Adds the amount to each line."""
    if pool is None:
        _round(lines)
        return
    scopes = _scopes(pool["scope"], units)
    amounts = {row["scope_id"]: row["amount"] for row in pools}
    for row in pools:
        if row["scope_id"] not in scopes.values():
            raise Refused("unknown_scope", "pools", "scope_id", row["key"])
    by_scope: dict[str, list[Row]] = defaultdict(list)
    for line in sorted(lines, key=lambda one: (one["person_id"], one["start_date"])):
        by_scope[scopes[line["unit_id"]]].append(line)
    for scope in by_scope:
        if scope not in amounts:
            raise Refused("scope_without_pool", "pools", "scope_id", scope)
    for scope, amount in amounts.items():
        _pay(pool, scope, amount, by_scope.get(scope, []))


def _scopes(scope: str, units: dict[str, Row]) -> dict[str, str]:
    return {unit: {"all": "all", "category": row["category"], "unit": unit}[scope] for unit, row in units.items()}


def _pay(pool: dict[str, str], scope: str, amount: Fraction, lines: list[Row]) -> None:
    if pool["mode"] == "cap":
        _cap(amount, lines)
    elif not lines:
        if amount != 0:
            raise Refused("pool_without_lines", "pools", "amount", scope)
    elif pool["split"] == "unit_first":
        _unit_first(scope, amount, lines)
    else:
        _close(scope, amount, lines, [line["exact"] for line in lines])


def _round(lines: list[Row]) -> None:
    for line in lines:
        line["amount"] = half_up(line["exact"], 2)


def _cap(amount: Fraction, lines: list[Row]) -> None:
    exact = sum(line["exact"] for line in lines)
    _round(lines)
    if exact > amount:
        _set(lines, _cents(amount, [line["exact"] * amount / exact for line in lines]))
    elif sum(line["amount"] for line in lines) > amount:
        _set(lines, _cents(amount, [line["exact"] for line in lines]))


def _close(scope: str, amount: Fraction, lines: list[Row], weights: Sequence[Fraction]) -> None:
    total = sum(weights)
    if total <= 0:
        raise Refused("weights_all_zero", "pools", "amount", scope)
    _set(lines, _cents(amount, [weight * amount / total for weight in weights]))


def _unit_first(scope: str, amount: Fraction, lines: list[Row]) -> None:
    by_unit: dict[str, list[Row]] = defaultdict(list)
    for line in lines:
        by_unit[line["unit_id"]].append(line)
    names = sorted(by_unit)
    weights = [_unit_weight(by_unit[name]) for name in names]
    if sum(weights) <= 0:
        raise Refused("weights_all_zero", "pools", "amount", scope)
    shares = _cents(amount, [weight * amount / sum(weights) for weight in weights])
    for name, share in zip(names, shares, strict=True):
        inner = [line["held_base"] * line["individual_coefficient"] for line in by_unit[name]]
        if share == 0:
            _set(by_unit[name], [Fraction(0)] * len(inner))
        else:
            _close(name, share, by_unit[name], inner)


def _unit_weight(lines: list[Row]) -> Fraction:
    coefficient = lines[0]["unit_coefficient"]
    base = sum((line["held_base"] for line in lines), Fraction(0))
    return base if coefficient is None else Fraction(base * coefficient)


def _cents(amount: Fraction, exact: list[Fraction]) -> list[Fraction]:
    """Whole cents that sum to the amount: floors, then a cent each to the largest remainders, in the given order."""
    floors = [floor(one * 100) for one in exact]
    order = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place] * 100, place))
    for place in order[: int(amount * 100) - sum(floors)]:
        floors[place] += 1
    return [Fraction(cents, 100) for cents in floors]


def _set(lines: list[Row], amounts: Sequence[Fraction]) -> None:
    for line, amount in zip(lines, amounts, strict=True):
        line["amount"] = amount

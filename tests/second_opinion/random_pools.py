"""Random pools around what the lines come to: a cent above, a cent below, half, nothing."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from random import Random
from typing import Any

from .case_files import Texts
from .random_schemes import decimal_text

Lines = list[dict[str, Any]]


def pools(rng: Random, pool: dict[str, str], lines: Lines, units: list[Texts]) -> list[Texts]:
    """A row for every scope with lines, and some for scopes without. `lines` are paid without a pool."""
    scope = pool.get("scope", "all")
    categories = {row["unit_id"]: row["category"] for row in units}
    names = {unit: {"all": "all", "category": category, "unit": unit}[scope] for unit, category in categories.items()}
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for line in lines:
        sums[names[line["unit_id"]]] += line["amount"]
    rows = [{"scope_id": name, "amount": _amount(rng, total, pool["mode"])} for name, total in sums.items()]
    spare = "100.00" if pool["mode"] == "cap" else "0.00"
    unused = [name for name in dict.fromkeys(names.values()) if name not in sums]
    return rows + [{"scope_id": name, "amount": spare} for name in unused if rng.random() < 0.3]


def _amount(rng: Random, total: Fraction, mode: str) -> str:
    factors = (Fraction(9, 10), Fraction(11, 10), Fraction(1, 3), Fraction(99, 100), Fraction(2), Fraction(1, 7))
    near = [total + Fraction(cents, 100) for cents in (-2, -1, 0, 1, 2)]
    far = [total * factor for factor in factors]
    wanted = rng.choice(near) if rng.random() < (0.5 if mode == "cap" else 0.25) else rng.choice(far)
    if rng.random() < 0.06:
        wanted = rng.choice((Fraction(0), Fraction(2, 100), Fraction(100)))
    text = decimal_text(max(Fraction(0), wanted), 2)
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction:0<2}" if rng.random() < 0.7 else text

"""Formulas in numbers: a text as people write it, and its exact value, made together so that they cannot disagree.

The signs are those of print: ``+ − × ÷`` with brackets, ``min(…)``, and ``floor(…)``, ``ceil(…)``, ``round(…)`` for
whole places (``round`` half up).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import add

SUM, PRODUCT, ATOM = 1, 2, 3
"""How strongly a formula holds together: what is weaker than its surroundings gets brackets."""
HALF = Fraction(1, 2)
MINUS = "−"


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression and what it comes to."""

    text: str
    exact: Fraction
    binds: int = ATOM

    def __add__(self, other: Formula) -> Formula:
        return Formula(f"{self.text} + {other.inside(SUM)}", self.exact + other.exact, SUM)

    def __sub__(self, other: Formula) -> Formula:
        return Formula(f"{self.text} {MINUS} {other.inside(PRODUCT)}", self.exact - other.exact, SUM)

    def __mul__(self, other: Formula) -> Formula:
        return Formula(f"{self.inside(PRODUCT)} × {other.inside(PRODUCT)}", self.exact * other.exact, PRODUCT)

    def __truediv__(self, other: Formula) -> Formula:
        return Formula(f"{self.inside(PRODUCT)} ÷ {other.inside(ATOM)}", self.exact / other.exact, PRODUCT)

    @property
    def is_bare(self) -> bool:
        """Whether it is a single number, which says no more than the value beside it."""
        return self.binds == ATOM and self.text[:1].isdigit()

    def inside(self, strength: int) -> str:
        """The text where something of ``strength`` stands around it; a sign never follows another sign."""
        bare = self.binds >= strength and not self.text.startswith(MINUS)
        return self.text if bare else f"({self.text})"


def number(value: Decimal | int, places: int | None = None) -> Formula:
    """One number; with ``places`` so many decimals are shown, else as many as it has."""
    return Formula(plain(value, places), Fraction(value))


def total(terms: Iterable[Formula]) -> Formula:
    """The terms added up; nothing adds up to 0."""
    listed = list(terms)
    return reduce(add, listed) if listed else number(0)


def product(terms: Iterable[Formula]) -> Formula:
    """The terms (one at least) multiplied."""
    return reduce(lambda left, right: left * right, terms)


def least(first: Formula, second: Formula) -> Formula:
    """The lesser of two."""
    return Formula(f"min({first.text}, {second.text})", min(first.exact, second.exact))


def floored(inner: Formula) -> Formula:
    """The whole number at or below."""
    return Formula(f"floor({inner.text})", Fraction(math.floor(inner.exact)))


def raised(inner: Formula) -> Formula:
    """The whole number at or above."""
    return Formula(f"ceil({inner.text})", Fraction(math.ceil(inner.exact)))


def rounded(inner: Formula) -> Formula:
    """The nearest whole number, half up."""
    return Formula(f"round({inner.text})", Fraction(math.floor(inner.exact + HALF)))


def plain(value: Decimal | int, places: int | None = None) -> str:
    """A number's digits without zeros at the end, or with so many decimals as asked for (it has no more).

    >>> plain(Decimal("-1.50")), plain(Decimal("1E+3")), plain(Decimal("7"), 2)
    ('−1.5', '1000', '7.00')
    """
    text = f"{Decimal(value):f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0").ljust(places or 0, "0")
    shown = f"{whole}.{decimals}" if decimals else whole
    return shown.replace("-", MINUS) if value else shown.removeprefix("-")


def decimal(exact: Fraction) -> Decimal | None:
    """The fraction as a decimal where one holds it exactly.

    >>> decimal(Fraction(1, 8)), decimal(Fraction(1, 3))
    (Decimal('0.125'), None)
    """
    rest, places = exact.denominator, 0
    while rest % 2 == 0 or rest % 5 == 0:
        rest = rest // 10 if rest % 10 == 0 else rest // 2 if rest % 2 == 0 else rest // 5
        places += 1
    return None if rest != 1 else Rounding(places).of(exact)


def value_of(exact: Fraction) -> Decimal:
    """The fraction as a decimal. Raises ``ValueError`` where none holds it exactly."""
    found = decimal(exact)
    if found is None:
        raise ValueError("no decimal holds this fraction")
    return found


@dataclass(frozen=True, slots=True)
class Rounding:
    """To how many decimals a formula's value is taken: half up, or ``down`` by cutting off the rest."""

    decimals: int
    down: bool = False

    def of(self, exact: Fraction) -> Decimal:
        """The value as it is taken: half up means away from zero at the midpoint (rulebook §1)."""
        size = abs(exact) * 10**self.decimals
        units = math.floor(size) if self.down else math.floor(size + HALF)
        sign = 1 if exact < 0 else 0
        return Decimal((sign, tuple(int(digit) for digit in str(units)), -self.decimals))

"""Exact numbers from text, and the two ways in which the rulebook rounds them (section 1)."""

from __future__ import annotations

import re
from fractions import Fraction
from math import floor

PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class UnreadableFigureError(ValueError):
    """A text that is no number, or one outside its bounds; the message is the short code."""


def figure(text: str, decimals: int, low: Fraction | int | None = None, high: Fraction | int | None = None) -> Fraction:
    """The number that the text says, refused beyond its decimals or bounds. `1.50000` has one decimal."""
    if not PLAIN.fullmatch(text):
        raise UnreadableFigureError("not_a_number")
    whole, _, fraction = text.partition(".")
    digits = fraction.rstrip("0")
    if len(digits) > decimals:
        raise UnreadableFigureError("too_many_decimals")
    value = Fraction(int(whole + digits), 10 ** len(digits))
    if low is not None and value < low:
        raise UnreadableFigureError("too_small")
    if high is not None and value > high:
        raise UnreadableFigureError("too_large")
    return value


def half_up(value: Fraction, decimals: int) -> Fraction:
    """The value rounded to so many decimals, midpoints away from zero."""
    unit = 10**decimals
    rounded = floor(abs(value) * unit + Fraction(1, 2))
    return Fraction(rounded if value >= 0 else -rounded, unit)

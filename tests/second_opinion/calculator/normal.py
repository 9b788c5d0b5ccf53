"""The normal distribution to forty digits, from its power series (section 5)."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459")


@lru_cache(maxsize=1024)
def below(cut: Fraction) -> Fraction:
    """The share of a standard normal distribution that lies below `cut`: 1/2 + density x sum of x^(2n+1) / (2n+1)!!."""
    with localcontext() as context:
        context.prec = 60
        x = Decimal(cut.numerator) / Decimal(cut.denominator)
        term, total, odd = x, x, 1
        while abs(term) > Decimal("1e-45"):
            odd += 2
            term = term * x * x / odd
            total += term
        density = (-x * x / 2).exp() / (2 * PI).sqrt()
        return Fraction(1, 2) + Fraction(density * total)

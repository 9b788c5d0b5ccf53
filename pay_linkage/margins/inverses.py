"""Exact inverses of the rulebook's rising steps: the least whole number from which on a result is reached."""

from __future__ import annotations


def quotient_up(number: int, divisor: int) -> int:
    """``number ÷ divisor`` rounded up.

    >>> quotient_up(7, 2), quotient_up(-7, 2)
    (4, -3)
    """
    return -(-number // divisor)


def least_numerator(reached: int, divisor: int) -> int:
    """The least whole number whose quotient by ``divisor`` (> 0), half up away from zero, is at least ``reached``.

    >>> least_numerator(3, 10), least_numerator(0, 10), least_numerator(-2, 10)
    (25, -4, -24)
    """
    if reached > 0:
        return quotient_up(divisor * (2 * reached - 1), 2)
    return 1 - quotient_up(divisor * (2 * (1 - reached) - 1), 2)


def above(factor: int, needed: int) -> list[int]:
    """From which whole numbers ``n`` on ``factor × n ≥ needed`` turns true, or false; none where ``n`` plays no part.

    >>> above(2, 5), above(-2, 5), above(0, 5)
    ([3], [-2], [])
    """
    if factor > 0:
        return [quotient_up(needed, factor)]
    return [needed // factor + 1] if factor else []

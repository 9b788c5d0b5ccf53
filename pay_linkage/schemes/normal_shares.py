"""Shares of individual grades that follow a normal distribution (rulebook §5)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import pairwise

PRECISION = 40
SHARE = Decimal("0.0001")


def normal_shares(cuts: Sequence[Decimal], shift: Decimal, absorbing: int) -> tuple[Decimal, ...]:
    """The share of each grade, best first: the area above the first cut, between the cuts, below the last.

    The cuts are moved by ``shift``. Each share is rounded half up to 4 decimals; the grade at ``absorbing`` takes
    what the others leave of 1, which rounding can make negative.
    """
    with localcontext(prec=PRECISION):
        above = [Decimal(0), *(_area_above(cut - shift) for cut in cuts), Decimal(1)]
        shares = [(upper - lower).quantize(SHARE, ROUND_HALF_UP) for lower, upper in pairwise(above)]
        shares[absorbing] += 1 - sum(shares)
    return tuple(shares)


def _area_above(deviation: Decimal) -> Decimal:
    """1 − Φ(deviation), to 40 digits."""
    from mpmath import mp, nstr  # noqa: PLC0415  (only schemes with a normal distribution pay for it)

    with mp.workdps(PRECISION + 10):
        area = mp.erfc(mp.mpf(str(deviation)) / mp.sqrt(2)) / 2
        return Decimal(nstr(area, PRECISION))

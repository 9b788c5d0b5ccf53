"""Amounts outside frames: whole cents as yuan, and yuan as they are written."""

from __future__ import annotations

from decimal import Decimal


def in_yuan(cents: int) -> Decimal:
    """Whole cents in yuan, with two decimals.

    >>> in_yuan(4_790_005)
    Decimal('47900.05')
    """
    return Decimal(cents).scaleb(-2)


def amount_text(yuan: Decimal) -> str:
    """An amount with separators for thousands and two decimals.

    >>> amount_text(Decimal("47900.05"))
    '47,900.05'
    """
    return f"{yuan:,.2f}"

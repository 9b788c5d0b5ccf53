"""Lists of shares (rulebook §1): each sums to exactly 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.numbers import ONE


def not_one(shares: Mapping[str, Decimal], *path: str) -> Iterator[Finding]:
    """The finding that the shares are not 1 together."""
    total = sum(shares.values())
    if total != ONE:
        yield Finding("scheme_shares_not_one", path, str(total))

"""A contest between units over the year (rulebook §3)."""

from __future__ import annotations

from pay_linkage.schemes.choice import Fact
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.listing import List
from pay_linkage.schemes.numbers import Points
from pay_linkage.schemes.rule import Rule


class Contest(Rule):
    """The bonus points of rank 1, 2, …, and whether the last one is barred from collective awards."""

    bonus: List[Points] = ()
    bars_last: Fact = False
    label: Label | None = None

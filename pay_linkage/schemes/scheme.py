"""A whole scheme (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from pay_linkage.schemes.category import Category
from pay_linkage.schemes.choice import Fact
from pay_linkage.schemes.consistency import inconsistencies
from pay_linkage.schemes.contest import Contest
from pay_linkage.schemes.effective import Effective
from pay_linkage.schemes.event_code import Adjustment, EventCode
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.linkage import Linkage
from pay_linkage.schemes.listing import OptionalTable, Table
from pay_linkage.schemes.numbers import Decimals
from pay_linkage.schemes.pay_item import PayItem
from pay_linkage.schemes.quotas import UNGRADED, Quotas
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.text import Name


class Scheme(Rule):
    """The rules of one organisation, from unit scores to pay."""

    scheme: Name
    title: Label
    effective: Effective
    score_decimals: Decimals = 4
    categories: Table[Category]
    events: OptionalTable[EventCode] = Field(default_factory=dict)
    adjustment: Adjustment = Field(default_factory=Adjustment)
    contests: OptionalTable[Contest] = Field(default_factory=dict)
    quotas: Quotas | None = None
    linkage: Linkage
    pay_item: PayItem
    hold_harmless: Fact = False

    @property
    def unit_grades(self) -> tuple[str, ...]:
        """The grades of units, category by category, best first; each once."""
        return tuple(dict.fromkeys(grade for category in self.categories.values() for grade in category.grades.names))

    @property
    def individual_grades(self) -> tuple[str, ...]:
        """What ``individual_grade`` may hold: the grades of the graded, best first (quotas or none), ``ungraded``."""
        return (*(self.quotas.grades if self.quotas else ()), UNGRADED)

    def covers(self, cycle: int) -> bool:
        """Whether the scheme holds for the cycle: 31 December lies in ``effective``."""
        return self.effective.covers(cycle)

    @classmethod
    def misfits(cls, data: dict[str, Any]) -> Iterator[Finding]:
        """Names that one part uses and another does not have."""
        return inconsistencies(data)

"""The days on which a scheme holds (rulebook §6, §9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from pay_linkage.schemes.choice import Day
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.rule import Rule


class Effective(Rule):
    """From the first day to the last one, both included; without ``to`` the scheme holds until another replaces it."""

    from_: Day = Field(alias="from")
    to: Day | None = None

    def covers(self, cycle: int) -> bool:
        """Whether 31 December of the cycle is one of the days."""
        if not date.min.year <= cycle <= date.max.year:
            return False
        last_day = date(cycle, 12, 31)
        return self.from_ <= last_day and (self.to is None or last_day <= self.to)

    def findings(self) -> Iterator[Finding]:
        """A last day before the first."""
        if self.to is not None and self.to < self.from_:
            facts = {"from": self.from_.isoformat()}
            yield Finding("scheme_ends_before_it_begins", ("to",), self.to.isoformat(), facts)

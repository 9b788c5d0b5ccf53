"""A component scored by ballots of several voter groups (rulebook §2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pay_linkage.schemes.choice import one_of
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.listing import Table
from pay_linkage.schemes.numbers import ONE, Percent, VoteWeight
from pay_linkage.schemes.rule import Rule

AbsentGroup = Literal["refuse", "renormalise"]


class Ballots(Rule):
    """What an option is worth (0 to 100), and the weight of each voter group (together 1)."""

    values: Table[Percent]
    groups: Table[VoteWeight]
    absent_group: Annotated[AbsentGroup, one_of(AbsentGroup)] = "refuse"

    def findings(self) -> Iterator[Finding]:
        """Group weights that are not 1 together."""
        total = sum(self.groups.values())
        if total != ONE:
            yield Finding("scheme_group_weights_not_one", ("groups",), str(total))

"""What all districts came to together: totals, the distribution of grades, who is behind and who failed.

Grades are told apart by scheme and category: an A of one scheme is not an A of another. Sums are sums of districts'
control totals; nothing is ranked or shared out across districts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from contracts.exit_status import DEFECT, DONE, REFUSED, UNUSABLE
from contracts.words import Words
from pay_linkage.province.outcome import Figures, Outcome

GradeKey = tuple[str, str, str]
"""Scheme, category (nothing for people), grade."""


@dataclass(frozen=True, slots=True)
class RollUp:
    """The outcomes in the order of the province file, and what they add up to."""

    outcomes: tuple[Outcome, ...]
    people: int
    lines: int
    cents: int
    held_cents: int
    unit_grades: dict[GradeKey, int]
    person_grades: dict[GradeKey, int]
    called: dict[tuple[str, str, str], Words]
    """Scheme, ``category`` or ``grade``, code → its name, in the schemes' order."""

    def districts(self, status: str) -> int:
        """How many districts are ``done``, ``awaited`` or ``failed``."""
        return sum(one.status == status for one in self.outcomes)

    @property
    def behind(self) -> tuple[Outcome, ...]:
        """Districts whose due day is over without a run."""
        return tuple(one for one in self.outcomes if one.behind and one.status != "done")

    @property
    def exit_status(self) -> int:
        """``DONE`` where no district failed; else of a defect, else of a store or ledger, else of refused inputs."""
        found = {one.exit_status for one in self.outcomes}
        return next((status for status in (DEFECT, UNUSABLE, REFUSED) if status in found), DONE)


def roll_up(outcomes: Sequence[Outcome]) -> RollUp:
    """Everything added up."""
    done = [one.figures for one in outcomes if one.figures is not None]
    return RollUp(
        outcomes=tuple(outcomes),
        people=sum(one.people for one in done),
        lines=sum(one.lines for one in done),
        cents=sum(one.cents for one in done),
        held_cents=sum(one.held_cents for one in done),
        unit_grades=_added(done, "unit_grades"),
        person_grades=_added(done, "person_grades"),
        called={(one.scheme, kind, code): words for one in done for kind, code, words in one.called},
    )


def _added(done: Sequence[Figures], which: str) -> dict[GradeKey, int]:
    total: Counter[GradeKey] = Counter()
    for one in done:
        for category, grade, count in getattr(one, which):
            total[one.scheme, category, grade] += count
    return dict(sorted(total.items()))

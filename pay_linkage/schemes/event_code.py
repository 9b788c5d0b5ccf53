"""What an event does to a unit (rulebook §2, §4.2), and the caps over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pay_linkage.schemes.choice import one_of
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.numbers import Points
from pay_linkage.schemes.rule import Rule

EventKind = Literal["bonus", "deduction", "veto", "fail"]


class EventCode(Rule):
    """Its kind, the points of a row that gives none, and the most that a unit can collect by this code."""

    kind: Annotated[EventKind, one_of(EventKind, "scheme_event_kind_unknown")]
    points: Points | None = None
    cap: Points | None = None
    label: Label | None = None

    def findings(self) -> Iterator[Finding]:
        """Points of a kind that carries none."""
        if self.kind in {"veto", "fail"}:
            for key, value in (("points", self.points), ("cap", self.cap)):
                if value is not None:
                    yield Finding("scheme_event_points_of_no_use", (key,), str(value), {"kind": self.kind})


class Adjustment(Rule):
    """The most that all bonuses, and all deductions, of a unit count together."""

    bonus_cap: Points | None = None
    deduction_cap: Points | None = None

"""One part of a unit's score (rulebook §2)."""

from __future__ import annotations

from pay_linkage.schemes.ballots import Ballots
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.numbers import ONE, FullMarks
from pay_linkage.schemes.rule import Rule


class Component(Rule):
    """Its full marks and its weight; with ``ballots`` its score comes from votes."""

    full_marks: FullMarks
    weight: FullMarks = ONE
    label: Label | None = None
    ballots: Ballots | None = None

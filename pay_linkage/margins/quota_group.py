"""One group of people filling its quotas, with one of them moved: the rule of ``kernels.filling`` on a few numbers.

The kernel fills many groups at once, which costs a frame for every trial; here a trial costs microseconds. That both
say the same is tested on every trial of random cases.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pay_linkage.margins.search import Outcome

Key = tuple[int, ...]
"""Score and tie-breaking values below zero, so that the best comes first."""
Caps = tuple[int, ...]
"""The best grade that each member of a tie may get."""


OPEN: tuple[Caps, ...] = ((), (0,))
"""By far the most ties: nobody, or one whom nothing keeps from any grade."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Places of every grade but the last, the least scores (× 10^4) they ask for, and what happens at edges."""

    places: Sequence[int]
    minimum: Sequence[int | None]
    ties: str
    vacated: str


@dataclass(frozen=True, slots=True)
class QuotaGroup:
    """The people of a group whose grade is open, in their order: ``keys`` and ``scores`` of the ties, and ``caps`` of
    their members.
    """

    rule: Rule
    keys: Sequence[Key]
    scores: Sequence[int]
    caps: Sequence[Caps]

    def outcome(self, key: Key, cap: int, score: int) -> Outcome:
        """What the member with this key and cap gets with another score (× 10^4); the rank is not looked for."""
        keys, caps, scores = self.keys, list(self.caps), list(self.scores)
        own = bisect_left(keys, key)
        left = list(caps[own])
        left.remove(cap)
        caps[own] = tuple(left)
        moved = (-score, *key[1:])
        place = bisect_left(keys, moved)
        if place < len(keys) and keys[place] == moved:
            caps[place] = (*caps[place], cap)
        else:
            scores.insert(place, score)
            caps.insert(place, (cap,))
        return _filled(self.rule, scores, caps, place, cap)


def _filled(rule: Rule, scores: Sequence[int], waiting: list[Caps], place: int, cap: int) -> Outcome:
    """The grade of the member with ``cap`` in the tie at ``place``; ``waiting`` is used up."""
    carry, found, refused = 0, len(rule.places), False
    for grade, places in enumerate(rule.places):
        available = places + carry
        quota = max(0, available)
        if rule.vacated == "lapse":
            quota -= _lapsed(rule.ties, waiting, grade, quota)
        taken = 0
        for at, caps in enumerate(waiting):
            least = rule.minimum[grade]
            if taken >= quota or (least is not None and scores[at] < least):
                break
            competing = len(caps) if caps in OPEN else sum(one <= grade for one in caps)
            if taken + competing > quota:
                refused = rule.ties == "refuse"
                if rule.ties != "better":
                    break
            if competing:
                taken += competing
                waiting[at] = tuple(one for one in caps if one > grade)
                if at == place and cap <= grade:
                    found = min(found, grade)
        if found == grade and rule.ties != "refuse":
            break
        carry = available - taken
    return Outcome(found, 0, refused)


def _lapsed(ties: str, waiting: Sequence[Caps], grade: int, quota: int) -> int:
    """How many of the first ``quota`` of all who wait are barred from the grade: in a tie across that edge they stand
    first (``worse``) or last.
    """
    lapsed = before = 0
    for caps in waiting:
        if before >= quota:
            break
        inside = min(quota - before, len(caps))
        barred = sum(one > grade for one in caps)
        lapsed += min(inside, barred) if ties == "worse" else max(0, inside - (len(caps) - barred))
        before += len(caps)
    return lapsed

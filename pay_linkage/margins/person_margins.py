"""The margins of people: how far a score is from the edges of its grade's quota."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

import polars as pl

from pay_linkage.kernels.exact import shown
from pay_linkage.margins.line import Line
from pay_linkage.margins.quota_groups import Member, MovedGroup, moved_groups
from pay_linkage.margins.search import Outcome, Trial, search, settled
from pay_linkage.margins.targets import BETTER_GRADE, WORSE_GRADE, Target
from pay_linkage.schemes.quotas import Quotas

PERSON_MARGINS = pl.Schema(
    {
        **dict.fromkeys(("person_id", "target"), pl.String()),
        "needed_change": pl.Decimal(38, 4),
        **dict.fromkeys(("reached", "out_of_reach"), pl.String()),
    }
)
"""Two rows a person: the smallest change of the score that has another grade (``reached``) as its consequence; where
there is none, why it is ``out_of_reach``: ``at_best``, ``at_worst``, ``capped``, ``limits`` (no score leads
there), or, where no score plays a part, ``ungraded``, ``fixed``, ``follows_unit``.
"""
TARGETS = (BETTER_GRADE, WORSE_GRADE)
Answer = tuple[int | None, str | None, str | None]


def person_margins(persons: pl.DataFrame, quotas: Quotas, person_ids: Collection[str] | None = None) -> pl.DataFrame:
    """``PERSON_MARGINS`` of all ``persons`` (as from ``chain.people_in_units``), or of those named, by person_id."""
    wanted = persons if person_ids is None else persons.filter(pl.col("person_id").is_in(list(person_ids)))
    asked = set(wanted["person_id"])
    rows: list[tuple[object, ...]] = []
    for group in moved_groups(persons, quotas):
        movers = [member for member in group.members if member.person_id in asked]
        rows += _margins(group, movers, quotas)
    known = {row[0] for row in rows}
    for person in wanted.filter(~pl.col("person_id").is_in(list(known))).iter_rows(named=True):
        rows += [(person["person_id"], target.name, None, None, _without(person)) for target in TARGETS]
    frame = pl.DataFrame(rows, schema={**PERSON_MARGINS, "needed_change": pl.Int128()}, orient="row")
    return frame.with_columns(shown(pl.col("needed_change"), 4)).sort("person_id", maintain_order=True)


def _margins(group: MovedGroup, movers: Sequence[Member], quotas: Quotas) -> Iterator[tuple[object, ...]]:
    lines = [_line(group, member) for member in movers]

    def outcomes(trials: Sequence[Trial]) -> list[Outcome]:
        moved = [(movers[number], lines[number].nearest(stretch)) for number, stretch in trials]
        return [group.group.outcome(member.key, member.cap, score) for member, score in moved]

    now = outcomes([(number, line.current) for number, line in enumerate(lines)])
    edges = _edges(movers, now)
    searches = {
        (number, target.name): search(
            line, target.reached(now[number]), upwards=target.upwards, guess=_guess(group, target, now[number], edges)
        )
        for number, line in enumerate(lines)
        for target in TARGETS
    }
    found = settled(searches, outcomes)
    for number, member in enumerate(movers):
        for target in TARGETS:
            there = found[number, target.name]
            answer: Answer = (
                (lines[number].change(there[0]), quotas.grades[there[1].grade], None)
                if there
                else (None, None, _reason(member, target, now[number], quotas))
            )
            yield (member.person_id, target.name, *answer)


def _edges(movers: Sequence[Member], now: Sequence[Outcome]) -> dict[int, tuple[int, int]]:
    """Lowest and highest score of those whom nothing but their score kept from or in each grade."""
    found: dict[int, tuple[int, int]] = {}
    for member, outcome in zip(movers, now, strict=True):
        low, high = found.get(outcome.grade, (member.score, member.score))
        if member.cap == 0:
            found[outcome.grade] = min(low, member.score), max(high, member.score)
    return found


def _guess(group: MovedGroup, target: Target, now: Outcome, edges: Mapping[int, tuple[int, int]]) -> int | None:
    """The stretch just beyond the last who got the next better grade, or the first who got the next worse one."""
    beyond = edges.get(now.grade + (-1 if target.upwards else 1))
    if beyond is None:
        return None
    return bisect_right(group.starts, beyond[0] + 1 if target.upwards else beyond[1] - 1) - 1


def _line(group: MovedGroup, member: Member) -> Line:
    high = group.starts[-1]
    rising = member.cap == 0 or group.group.rule.vacated == "refill"
    return Line(member.person_id, "score", "", member.score, 0, high, 1, group.starts, rising, _moved)


def _moved(place: int) -> Mapping[str, int]:
    return {"score": place}


def _reason(member: Member, target: Target, now: Outcome, quotas: Quotas) -> str:
    if now.grade == (0 if target.upwards else len(quotas.grades) - 1):
        return "at_best" if target.upwards else "at_worst"
    return "capped" if target.upwards and member.cap >= now.grade else "limits"


def _without(person: Mapping[str, object]) -> str:
    """Why no score moves the person's grade."""
    if person["graded"] != "yes":
        return "ungraded"
    return "fixed" if person["grade_fixed"] is not None else "follows_unit"

"""The groups of a run's people, as their margins see them, and everybody's place in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import polars as pl

from pay_linkage.kernels.exact import scaled_number
from pay_linkage.kernels.filling import PLACED, place_column
from pay_linkage.margins.line import stretches
from pay_linkage.margins.quota_group import Caps, Key, QuotaGroup, Rule
from pay_linkage.rules.individual_grade import quota_candidates
from pay_linkage.rules.quotas import grouped_people, quota_places
from pay_linkage.schemes.quotas import Quotas

HIGHEST = 10**34
"""Beyond all scores (× 10^4): a person's score has no full marks."""
EMPTY = 10**37
"""Stands for an empty cell among the keys: such people come last."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody whose grade is open: score × 10^4, key in the order, and the best grade that is allowed."""

    person_id: str
    score: int
    key: Key
    cap: int


@dataclass(frozen=True, slots=True)
class MovedGroup:
    """A group, the scores at which a comparison in it turns (``starts`` of the stretches), and its members."""

    group: QuotaGroup
    starts: tuple[int, ...]
    members: tuple[Member, ...]


def moved_groups(persons: pl.DataFrame, quotas: Quotas) -> Iterator[MovedGroup]:
    """Every group with somebody whose grade is open; ``persons`` as from ``chain.people_in_units``."""
    grouped = grouped_people(persons, quotas)
    candidates = quota_candidates(grouped, quota_places(grouped, quotas), quotas)
    keys = list(dict.fromkeys(["score", *quotas.break_ties]))
    numbers = candidates.filter(pl.col(PLACED).is_null()).with_columns(pl.col(*keys).to_physical())
    counts = [place_column(grade) for grade in range(len(quotas.grades) - 1)]
    columns = numbers.sort("_number", "_tie", "person_id").select("_number", *counts, "person_id", "_cap", *keys)
    for _, rows in groupby(columns.iter_rows(), key=lambda row: row[: 1 + len(counts)]):
        listed = list(rows)
        yield _group(listed, listed[0][1 : 1 + len(counts)], quotas)


def _group(rows: list[tuple[int, ...]], places: tuple[int, ...], quotas: Quotas) -> MovedGroup:
    members = tuple(_member(row[1 + len(places) :]) for row in rows)
    minimum = [quotas.minimum_score.get(grade) for grade in quotas.grades[:-1]]
    least = [None if score is None else scaled_number(score, 4) for score in minimum]
    ties: dict[Key, Caps] = {}
    for member in members:
        ties[member.key] = (*ties.get(member.key, ()), member.cap)
    turning = {member.score + more for member in members for more in (0, 1)} | {score for score in least if score}
    group = QuotaGroup(
        Rule(places, least, quotas.ties, quotas.vacated), list(ties), [-key[0] for key in ties], list(ties.values())
    )
    return MovedGroup(group, stretches(0, HIGHEST, turning), members)


def _member(values: tuple[int, ...]) -> Member:
    person_id, cap, *keys = values
    return Member(str(person_id), keys[0], tuple(EMPTY if value is None else -value for value in keys), cap)

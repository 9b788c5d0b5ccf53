"""Places per grade, and the filling that units' and people's grades share (sections 4.3 to 4.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import groupby, pairwise
from math import ceil, floor
from typing import Any

from .refusal import Refused

Groups = list[list[str]]


def places(number: int, shares: list[Fraction], names: tuple[str, ...], method: tuple[str, str | None]) -> list[int]:
    """The places of each grade among so many, best grade first."""
    exact = [number * share for share in shares]
    name, taker = method
    if name in ("cumulative_half_up", "cumulative_up"):
        sums = [sum(exact[:count], Fraction(0)) for count in range(len(exact) + 1)]
        edges = [ceil(one) if name == "cumulative_up" else floor(one + Fraction(1, 2)) for one in sums]
        return [upper - lower for lower, upper in pairwise(edges)]
    floors = [floor(one) for one in exact]
    rest = number - sum(floors)
    if name == "floor_into":
        floors[names.index(taker or "")] += rest
        return floors
    order = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    for place in order[:rest]:
        floors[place] += 1
    return floors


def tied_groups(members: Iterable[str], key: Callable[[str], tuple[Fraction, ...]]) -> Groups:
    """The members from high to low, equal ones together."""
    ordered = sorted(sorted(members), key=key, reverse=True)
    return [list(group) for _, group in groupby(ordered, key)]


def take_places(left: list[int], grade: int) -> None:
    """Takes one place of the grade, or of the next better one that has any; drops the lack where none has."""
    for place in range(grade, -1, -1):
        if left[place] > 0:
            left[place] -= 1
            return


def fill(
    groups: Groups,
    left: list[int],
    rule: dict[str, Any],
    barred: Callable[[str, str], bool],
    scores: dict[str, Fraction],
) -> dict[str, str]:
    """A grade for each member of the groups, whose places are `left`."""
    grades: dict[str, str] = {}
    carry = 0
    for name, number in zip(rule["names"][:-1], left[:-1], strict=True):
        free = max(0, number + carry)
        carry = min(0, number + carry)
        groups = [[one for one in group if one not in grades] for group in groups]
        out = {one for group in groups for one in group if barred(one, name)}
        lost = sum(one in out for one in _first(groups, free, rule["ties"], out)) if rule["vacated"] == "lapse" else 0
        minimum = rule["minimum"].get(name)
        fit = [[one for one in group if one not in out and _reaches(scores[one], minimum)] for group in groups]
        taken = _taken(fit, free - lost, rule["ties"], name)
        grades.update(dict.fromkeys(taken, name))
        carry += free - len(taken)
    rest = [one for group in groups for one in group if one not in grades]
    grades.update(dict.fromkeys(rest, rule["names"][-1]))
    return grades


def _reaches(score: Fraction, minimum: Fraction | None) -> bool:
    return minimum is None or score >= minimum


def _first(groups: Groups, number: int, ties: str, barred: set[str]) -> list[str]:
    """The first so many of all; in a tied group the barred stand last, or first where ties are `worse`."""
    ordered = [one for group in groups for one in sorted(group, key=lambda one: (one in barred) != (ties == "worse"))]
    return ordered[:number]


def _taken(groups: Groups, number: int, ties: str, grade: str) -> list[str]:
    taken: list[str] = []
    for group in groups:
        free = number - len(taken)
        if free <= 0:
            break
        if len(group) > free:
            if ties == "refuse":
                raise Refused("tie_at_the_edge", "results", grade, ";".join(sorted(group)))
            return taken + (group if ties == "better" else [])
        taken += group
    return taken

"""Filling grade by grade, as one candidate met it: places, who competed, where the edge ran (rulebook §4.3-4.5, §5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from contracts.words import Words
from pay_linkage.explanation.formula import Formula, floored, number, raised, rounded
from pay_linkage.explanation.node import Fact, Node
from pay_linkage.explanation.texts import said
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.kernels.filling import FillingRule, filled, place_column
from pay_linkage.schemes.places import FloorInto, Places


@dataclass(frozen=True, slots=True)
class Scale:
    """What the grades of one group are filled by: shares of ``count`` candidates, best grade first.

    ``key`` and ``score`` are the candidates' columns; ``named`` gives a grade's words, ``fact`` where its places stand
    in the run (None where nowhere); ``bar`` is the sentence for a candidate barred from a grade.
    """

    shares: Mapping[str, Decimal]
    method: Places
    count: int
    rule: FillingRule
    minimum: Mapping[str, Decimal]
    key: str
    score: str
    bar: str
    named: Callable[[str], Words]
    fact: Callable[[str], Fact | None]

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades, best first."""
        return tuple(self.shares)


Steps = Sequence[Mapping[str, Row]]
"""Per grade but the last: candidate's key → its row of the filling, in order."""


def filling_steps(candidates: pl.DataFrame, group: str, scale: Scale) -> Steps:
    """The filling of one group, stopped at each grade in turn."""
    frames = [filled(candidates, group, grade + 2, scale.rule).frame for grade in range(len(scale.grades) - 1)]
    return [{row[scale.key]: row for row in frame.iter_rows(named=True)} for frame in frames]


def grade_nodes(scale: Scale, steps: Steps, key: str, reached: str) -> tuple[Node, ...]:
    """What happened at each grade until the candidate was placed in ``reached``."""
    last = scale.grades.index(reached)
    nodes = [_step(scale, steps, grade, key) for grade in range(min(last + 1, len(steps)))]
    if last == len(steps):
        nodes.append(Node(_label(scale, last), "left", shown=said("outcome_left"), section="§4.5"))
    return tuple(nodes)


def _label(scale: Scale, grade: int) -> Words:
    return said("grade_step", grade=scale.named(scale.grades[grade]))


def _step(scale: Scale, steps: Steps, grade: int, key: str) -> Node:
    row = steps[grade][key]
    outcome = _outcome(row, scale)
    carried = steps[grade - 1][key]["_carry"] if grade else 0
    return Node(
        _label(scale, grade),
        outcome,
        shown=_outcome_words(outcome, row, scale, grade),
        section="§4.5",
        children=(*_places_nodes(scale, row, grade, carried), *_distance(scale, steps[grade], row, grade)),
    )


def _outcome(row: Row, scale: Scale) -> str:
    if row["_barred"]:
        return "barred"
    if not row["_competes"]:
        return "below_minimum"
    if row["_straddles"]:
        return f"tied_{scale.rule.ties}"
    return "inside" if row["_gets"] else "outside"


def _outcome_words(outcome: str, row: Row, scale: Scale, grade: int) -> Words:
    if outcome == "barred":
        return said(scale.bar)
    if outcome == "below_minimum":
        return said("outcome_below_minimum", minimum=scale.minimum[scale.grades[grade]])
    first, last = row["_start"] + 1, row["_end"]
    place = said("place", place=first) if first == last else said("places_shared", first=first, last=last)
    return said(f"outcome_{outcome}", place=place, quota=row["_quota"])


def _places_nodes(scale: Scale, row: Row, grade: int, carried: int) -> list[Node]:
    """Places by the share, after those placed beforehand, with what was carried over, after what lapsed."""
    name = scale.grades[grade]
    places = _places(scale, grade)
    share = said("share_of", share=scale.shares[name], count=scale.count)
    open_places, available = row[place_column(grade)], row["_available"]
    nodes = [
        Node(
            said("places_by_share"),
            int(places.exact),
            fact=scale.fact(name),
            formula=places,
            notes=(share, said(_method(scale, grade))),
            section="§4.3",
        )
    ]
    if open_places != places.exact:
        nodes.append(Node(said("places_after_fixed"), open_places, section="§4.4"))
    if carried:
        formula = number(open_places) + number(carried)
        nodes.append(Node(said("places_with_carried"), available, formula=formula, section="§4.5"))
    if row["_quota"] != max(available, 0):
        formula = number(available) - number(available - row["_quota"])
        nodes.append(Node(said("places_after_lapsed"), row["_quota"], formula=formula, section="§4.5"))
    return nodes


def _method(scale: Scale, grade: int) -> str:
    if isinstance(scale.method, FloorInto):
        return "method_absorbing" if scale.grades[grade] == scale.method.floor_into else "method_floor"
    return f"method_{scale.method}"


def _places(scale: Scale, grade: int) -> Formula:
    """A grade's places by its share, in numbers."""
    count, shares = number(scale.count), list(scale.shares.values())
    floors = [floored(count * number(share)) for share in shares]
    if isinstance(scale.method, FloorInto):
        if scale.grades[grade] != scale.method.floor_into:
            return floors[grade]
        others = [floor for other, floor in enumerate(floors) if other != grade]
        return _less(count, others)
    if scale.method == "largest_remainder":
        return floors[grade] + number(1) if _has_larger_remainder(floors, shares, scale.count, grade) else floors[grade]
    near = rounded if scale.method == "cumulative_half_up" else raised
    edges = [near(count * number(sum(shares[:upto], Decimal(0)))) for upto in (grade, grade + 1)]
    return edges[1] - edges[0] if grade else edges[1]


def _less(count: Formula, parts: Sequence[Formula]) -> Formula:
    for part in parts:
        count = count - part
    return count


def _has_larger_remainder(floors: Sequence[Formula], shares: Sequence[Decimal], count: int, grade: int) -> bool:
    """Whether the grade is among those with the largest remainders, equal ones going to the grade listed first."""
    remainders = [count * share - Decimal(int(floor.exact)) for share, floor in zip(shares, floors, strict=True)]
    left = count - sum(int(floor.exact) for floor in floors)
    order = sorted(range(len(shares)), key=lambda other: (-remainders[other], other))
    return grade in order[:left]


def _distance(scale: Scale, step: Mapping[str, Row], row: Row, grade: int) -> list[Node]:
    """How far the score lies from the edge: above the first who missed the grade, or below the last who got it."""
    own = row[scale.score]
    if row["_barred"]:
        return []
    if not row["_competes"]:
        minimum = scale.minimum[scale.grades[grade]]
        return [Node(said("below_minimum_by"), minimum - own, formula=number(minimum) - number(own), section="§4.5")]
    if row["_gets"]:
        missed = [other[scale.score] for other in step.values() if other["_competes"] and not other["_gets"]]
        return [
            Node(said("above_first_missed"), own - score, formula=number(own) - number(score), section="§4.5")
            for score in missed[:1]
        ]
    got = [other[scale.score] for other in step.values() if other["_gets"]]
    return [
        Node(said("below_last_got"), score - own, formula=number(score) - number(own), section="§4.5")
        for score in got[-1:]
    ]

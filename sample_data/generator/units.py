"""The tables about units: component scores, ballots, ratings by department or indicator, out of two figures a unit.

``level`` says how much of the full marks a unit reaches, in thousandths; ``rating`` is its rating total out of 100, in
hundredths of a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sample_data.generator.decimals import decimal_text
from sample_data.generator.draws import Draws
from sample_data.generator.table_rows import Row

NOISE = 15
INDICATORS = (
    ("organisation", "branch_life", 8),
    ("organisation", "members", 7),
    ("conduct", "work_style", 6),
    ("conduct", "petitions", 4),
)
"""Level 1, level 2 and full marks of the four indicators by which each department rates; together 25."""
SHIFT = 20
"""At most so many hundredths go from one indicator to the next."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a sample: what it is called, how well it did, how many heads and staff it has.

    ``twin_of`` names a unit that it equals in every total, though its scores and votes are split in another way;
    ``extra`` are ten-thousandths on top of its first score.
    """

    unit_id: str
    name: str
    category: str
    level: int
    rating: int = 0
    staff: int = 0
    heads: int = 1
    twin_of: str = ""
    extra: int = 0

    @property
    def model(self) -> str:
        """The unit by whose draws it is made."""
        return self.twin_of or self.unit_id


def unit_rows(units: Iterable[Unit]) -> list[Row]:
    """The table units."""
    return [{"unit_id": unit.unit_id, "unit_name": unit.name, "category": unit.category} for unit in units]


def component_rows(draws: Draws, unit: Unit, full_marks: Mapping[str, int]) -> list[Row]:
    """The unit's component scores with two decimals, each near its level; a twin's first goes a tenth to the second."""
    scores = [min(full * 100, full * (unit.level + draws.between(-NOISE, NOISE)) // 10) for full in full_marks.values()]
    if unit.twin_of and len(scores) > 1:
        scores[:2] = scores[0] - 10, scores[1] + 10
    extras = [unit.extra] + [0] * len(scores)
    return [
        {"unit_id": unit.unit_id, "component": component, "score": decimal_text(score * 100 + extra, 4)}
        for component, score, extra in zip(full_marks, scores, extras, strict=False)
    ]


@dataclass(frozen=True, slots=True)
class Poll:
    """A component scored by ballots: which one, the options best first, and how many of each group vote."""

    component: str
    options: tuple[str, str, str, str]
    voters: Mapping[str, int]


def ballot_rows(unit: Unit, poll: Poll) -> list[Row]:
    """Votes of each group: the higher the unit's level, the more for the best option.

    A twin has twice the votes of its model, which is the same score.
    """
    times = 2 if unit.twin_of else 1
    return [
        {
            "unit_id": unit.unit_id,
            "component": poll.component,
            "voter_group": group,
            "option": option,
            "votes": str(votes * times),
        }
        for group, voters in poll.voters.items()
        for option, votes in zip(poll.options, _votes(unit.level, voters), strict=True)
    ]


def _votes(level: int, voters: int) -> tuple[int, int, int, int]:
    best = voters * max(0, min(level - 600, 400)) // 400
    second = (voters - best) * 7 // 10
    third = (voters - best - second) * 2 // 3
    return best, second, third, voters - best - second - third


def rating_rows(unit: Unit, departments: Sequence[str]) -> list[Row]:
    """Each department's score; together they are the unit's rating."""
    each, rest = divmod(unit.rating, len(departments))
    return [
        {
            "unit_id": unit.unit_id,
            "department": department,
            "score": decimal_text(each + (rest if place == 0 else 0), 2),
        }
        for place, department in enumerate(departments)
    ]


def indicator_rows(draws: Draws, unit: Unit, departments: Sequence[str]) -> list[Row]:
    """Each department's scores by indicator; together they are the unit's rating, however they are split."""
    cells = [(department, *indicator) for department in departments for indicator in INDICATORS]
    return [
        {
            "unit_id": unit.unit_id,
            "department": department,
            "indicator_1": first,
            "indicator_2": second,
            "full_marks": str(full),
            "score": decimal_text(score, 2),
        }
        for (department, first, second, full), score in zip(
            cells, _split(draws, unit.rating, [full for *_, full in cells]), strict=True
        )
    ]


def _split(draws: Draws, rating: int, full_marks: Sequence[int]) -> list[int]:
    """The rating in hundredths, split over the indicators about as their full marks, then shifted a little."""
    scores = [full * rating // 100 for full in full_marks]
    scores[0] += rating - sum(scores)
    for giver in range(1, len(scores) - 1, 2):
        room = full_marks[giver + 1] * 100 - scores[giver + 1]
        shift = draws.below(min(scores[giver], room, SHIFT) + 1)
        scores[giver] -= shift
        scores[giver + 1] += shift
    return scores

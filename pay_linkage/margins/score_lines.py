"""What a unit's score is made of, as lines: component scores, bonus and deduction, and the final score itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from pay_linkage.kernels.exact import scaled_number
from pay_linkage.margins.field import Field, Row
from pay_linkage.margins.inverses import above, least_numerator, quotient_up
from pay_linkage.margins.line import Line, stretches
from pay_linkage.schemes.event_code import Adjustment

ONE = 10**6
POINTS = 10**10
"""A ten-thousandth of a point in the scale (10^14) in which a final score is summed."""
ENDLESS = 10**30
"""Beyond all that a bonus or deduction without a cap can come to."""


@dataclass(frozen=True, slots=True)
class Summand:
    """A part of the final score that moves: by how much the score moves with it, with and without the coefficient, and
    the columns that break ties and move as it does (column → what is added to the part).
    """

    factor: int
    plain_factor: int
    now: int
    keys: Mapping[str, int]


def turning_points(field: Field, unit: Row, part: Summand) -> list[int]:
    """The values of ``part`` from which on a comparison of the unit with others turns out differently."""
    keys = field.grades.break_ties
    final = _rest(unit, unit["coefficient"]) - part.factor * part.now
    found = _scores(part.factor, final, field.turning_scores(unit["unit_id"]), field.decimals)
    if "score_without_coefficient" in keys:
        plain = _rest(unit, ONE) - part.plain_factor * part.now
        scores = field.others(unit["unit_id"], "score_without_coefficient")
        passed = [score // field.fine + more for score in scores for more in (0, 1)]
        found += _scores(part.plain_factor, plain, passed, field.decimals)
    for column, added in part.keys.items():
        if column in keys:
            found += [value - added + more for value in field.others(unit["unit_id"], column) for more in (0, 1)]
    return found


def _rest(unit: Row, coefficient: int) -> int:
    """The unit's exact score × 10^14 with a coefficient × 10^6."""
    score: int = unit["unscaled_sum"] * ONE + unit["scaled_sum"] * coefficient + unit["adjustment"] * POINTS
    return score


def _scores(factor: int, rest: int, scores: Iterable[int], decimals: int) -> list[int]:
    divisor = 10 ** (14 - decimals)
    return [value for score in scores for value in above(factor, least_numerator(score, divisor) - rest)]


def final_line(field: Field, unit: Row) -> Line:
    """The final score itself, however it may come about."""
    fine = field.fine
    places = field.turning_scores(unit["unit_id"])
    now = unit["final_score"] // fine
    low, high = min([now, *(place - 1 for place in places)]), max([now, *places])
    starts = stretches(low, high, places)
    rising = not unit["barred"]
    return Line(unit["unit_id"], "final_score", "", now, low, high, fine, starts, rising, _final_score(fine))


def _final_score(fine: int) -> Callable[[int], Mapping[str, int]]:
    return lambda place: {"final_score": place * fine}


def adjustment_lines(field: Field, unit: Row, caps: Adjustment) -> list[Line]:
    """The unit's bonus and deduction, after all caps."""
    return [
        _adjustment_line(field, unit, "bonus", 1, caps.bonus_cap),
        _adjustment_line(field, unit, "deduction", -1, caps.deduction_cap),
    ]


def _adjustment_line(field: Field, unit: Row, kind: str, sign: int, cap: Decimal | None) -> Line:
    """``sign`` −1: places are deducted points below zero."""
    now = sign * unit[kind]
    keys = {kind: 0} if sign > 0 else {}
    part = Summand(POINTS, POINTS, now, {**keys, "adjustment": unit["adjustment"] - now})
    places = turning_points(field, unit, part)
    end = ENDLESS if cap is None else scaled_number(cap, 4)
    low, high = (0, end) if sign > 0 else (-end, 0)
    starts = stretches(low, high, places)
    rising = not unit["barred"]
    return Line(unit["unit_id"], kind, "", now, low, high, sign, starts, rising, _adjusted(kind, sign))


def _adjusted(kind: str, sign: int) -> Callable[[int], Mapping[str, int]]:
    return lambda place: {kind: place * sign}


@dataclass(frozen=True, slots=True)
class Kind:
    """The points of one kind of components (scaled or not) of a unit: their sum × 10^8, and what reweighting multiplies
    it by: ``whole ÷ present``.
    """

    column: str
    points: int
    whole: int
    present: int

    def summed(self, points: int) -> int:
        """The kind's sum × 10^8, half up."""
        return (2 * points * self.whole + self.present) // (2 * self.present)

    def least_points(self, summed: int) -> int:
        """The least points whose sum reaches ``summed``."""
        return quotient_up(least_numerator(summed, self.present), self.whole)


def component_line(field: Field, unit: Row, component: Row, kind: Kind) -> Line:
    """One component's score: given, or as its ballots give it (then in steps of a final score)."""
    scaled_kind = kind.column == "scaled_sum"
    factor = unit["coefficient"] if scaled_kind else ONE
    now = kind.summed(kind.points)
    sums = turning_points(field, unit, Summand(factor, ONE, now, {"base_score": unit["base_score"] - now}))
    step = field.fine if component["by_ballots"] else 1
    weight = component["weight"] * step
    place = component["score"] // step
    fixed = kind.points - place * weight
    places = [quotient_up(kind.least_points(value) - fixed, weight) for value in sums]
    high = (2 * component["full_marks"] + step) // (2 * step)
    starts = stretches(0, high, places)
    rising = factor >= 0 and not unit["barred"]
    moved = _summed(kind, fixed, weight)
    return Line(unit["unit_id"], "component", component["component"], place, 0, high, step, starts, rising, moved)


def _summed(kind: Kind, fixed: int, weight: int) -> Callable[[int], Mapping[str, int]]:
    return lambda place: {kind.column: kind.summed(fixed + place * weight)}


def kinds(components: pl.DataFrame) -> dict[tuple[str, bool], Kind]:
    """By unit and whether it is scaled: ``components`` have points, full, kind_full."""
    summed = components.group_by("unit_id", "is_scaled").agg(
        pl.col("points").sum(), pl.col("kind_full").first(), pl.col("full").sum()
    )
    return {
        (unit, is_scaled): Kind("scaled_sum" if is_scaled else "unscaled_sum", points, whole, present)
        for unit, is_scaled, points, whole, present in summed.iter_rows()
    }


def component_lines(
    field: Field, unit: Row, components: Sequence[Row], of_kind: Mapping[tuple[str, bool], Kind]
) -> list[Line]:
    """A line for every component that the unit has a score for."""
    return [
        component_line(field, unit, component, of_kind[unit["unit_id"], component["is_scaled"]])
        for component in components
    ]

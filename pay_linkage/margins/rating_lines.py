"""The rating departments' scores of a unit, as lines: they move ranks in the rating and so everybody's coefficient."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pay_linkage.kernels.exact import scaled_number
from pay_linkage.margins.field import Field, Row
from pay_linkage.margins.line import Line, stretches
from pay_linkage.schemes.rating import Rating


def rating_lines(field: Field, unit: Row, rating: Rating, scores: Sequence[Row]) -> list[Line]:
    """A line for each of the unit's ratings or indicator scores; the total never exceeds the rating's full marks.

    ``scores``: department, code (department, or with the indicators), score, and full_marks where indicators have them.
    """
    return [_rating_line(field, unit, score, scaled_number(rating.full_marks, 4)) for score in scores]


def _rating_line(field: Field, unit: Row, score: Row, full_marks: int) -> Line:
    others = unit["rating_total"] - score["score"]
    own = score["full_marks"]
    high = full_marks - others if own is None else min(own, full_marks - others)
    totals = field.others(unit["unit_id"], "rating_total")
    places = [total - others + more for total in totals for more in (0, 1)]
    starts = stretches(0, high, places)
    rising = not unit["barred"]
    moved = _total(others)
    return Line(unit["unit_id"], score["kind"], score["code"], score["score"], 0, high, 1, starts, rising, moved)


def _total(others: int) -> Callable[[int], Mapping[str, int]]:
    return lambda place: {"rating_total": others + place}

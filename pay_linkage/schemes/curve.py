"""A coefficient that follows a score along straight lines, flat outside (rulebook §6)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from pay_linkage.schemes.finding import Finding, refusal, shown
from pay_linkage.schemes.listing import some_items
from pay_linkage.schemes.numbers import Coefficient, Score


def point(value: object) -> tuple[object, ...]:
    """A pair of score and coefficient."""
    if not isinstance(value, list | tuple) or len(value) != len(("score", "coefficient")):
        raise Finding("scheme_curve_point_not_a_pair", value=shown(value)).error()
    return tuple(value)


def rising(curve: tuple[tuple[Decimal, Decimal], ...]) -> tuple[tuple[Decimal, Decimal], ...]:
    """The points, each with a higher score than the one before."""
    back = list(_not_rising(curve))
    if back:
        raise refusal("curve", back)
    return curve


def _not_rising(curve: tuple[tuple[Decimal, Decimal], ...]) -> Iterator[Finding]:
    for at in range(1, len(curve)):
        if curve[at][0] <= curve[at - 1][0]:
            yield Finding("scheme_curve_scores_not_rising", (at,), shown(curve[at]), {"before": str(curve[at - 1][0])})


Point = Annotated[tuple[Score, Coefficient], BeforeValidator(point)]
Curve = Annotated[tuple[Point, ...], BeforeValidator(some_items), AfterValidator(rising)]

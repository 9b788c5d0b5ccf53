"""How a year is divided among a person's assignments (rulebook §6)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema

from pay_linkage.schemes.choice import one_of
from pay_linkage.schemes.finding import Finding, shown
from pay_linkage.schemes.numbers import whole
from pay_linkage.schemes.rule import Rule

TimeUnit = Literal["month", "day"]
LAST_DAY = 31


def reference_day(value: object) -> int | Literal["last"]:
    """A day of the month, or its last."""
    if value == "last":
        return "last"
    day = whole(value)
    if not 1 <= day <= LAST_DAY:
        raise Finding("scheme_number_out_of_range", value=shown(value), facts={"range": f"1 – {LAST_DAY}"}).error()
    return day


ReferenceDay = Annotated[
    int | Literal["last"],
    BeforeValidator(reference_day),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1, "maximum": LAST_DAY}, {"const": "last"}]}),
]


class TimeShare(Rule):
    """By month: the assignment that holds the person on the reference day has the month; or by day."""

    by: Annotated[TimeUnit, one_of(TimeUnit)]
    reference_day: ReferenceDay = 15

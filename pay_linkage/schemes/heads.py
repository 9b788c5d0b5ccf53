"""How the heads of units are graded (rulebook §5)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from pay_linkage.schemes.listing import Table
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.suggestion import unknown
from pay_linkage.schemes.text import Name

InQuota = Literal["in_quota"]


class FollowUnit(Rule):
    """The head's individual grade for each grade of the unit."""

    follow_unit: Table[Name]


def heads(value: object) -> InQuota | FollowUnit:
    """``in_quota``, or ``{follow_unit: {unit grade: individual grade}}``."""
    if isinstance(value, dict | FollowUnit):
        return FollowUnit.model_validate(value)
    if value != "in_quota":
        raise unknown("scheme_heads_unknown", value, ("in_quota", "{follow_unit: …}")).error()
    return "in_quota"


Heads = Annotated[InQuota | FollowUnit, BeforeValidator(heads)]

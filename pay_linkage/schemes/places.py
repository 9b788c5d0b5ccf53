"""How many places each grade has (rulebook §4.3)."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator

from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.suggestion import unknown
from pay_linkage.schemes.text import Name

PlacesMethod = Literal["largest_remainder", "cumulative_half_up", "cumulative_up"]


class FloorInto(Rule):
    """Floors for all grades, and this one takes the rest."""

    floor_into: Name


def places(value: object) -> PlacesMethod | FloorInto:
    """One of the methods, or ``{floor_into: grade}``."""
    if isinstance(value, dict | FloorInto):
        return FloorInto.model_validate(value)
    known: tuple[PlacesMethod, ...] = get_args(PlacesMethod)
    for method in known:
        if value == method:
            return method
    raise unknown("scheme_places_unknown", value, (*known, "{floor_into: …}")).error()


Places = Annotated[PlacesMethod | FloorInto, BeforeValidator(places)]

"""The coefficient that follows from a unit's rank in the rating (rulebook §2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from pay_linkage.schemes.choice import one_of
from pay_linkage.schemes.finding import Finding, shown
from pay_linkage.schemes.listing import names, strangers
from pay_linkage.schemes.numbers import SCORE, Step
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.suggestion import unknown

NamedAnchor = Literal["median", "upper_middle", "lower_middle"]
RankTies = Literal["average", "min", "max"]
NAMED_ANCHORS: tuple[NamedAnchor, ...] = ("median", "upper_middle", "lower_middle")
HALF = Decimal("0.5")


def anchor(value: object) -> NamedAnchor | Decimal:
    """A named rank, or a rank of 1 or more that is a multiple of 0.5."""
    for word in NAMED_ANCHORS:
        if value == word:
            return word
    try:
        rank = SCORE(value)
    except PydanticCustomError as error:
        if error.type != "scheme_not_a_number":
            raise
        raise unknown("scheme_anchor_unknown", value, NAMED_ANCHORS).error() from None
    if rank < 1 or rank % HALF:
        raise Finding("scheme_anchor_not_a_rank", value=shown(value)).error()
    return rank


def scales(value: object) -> Literal["all"] | tuple[object, ...]:
    """``all``, or a list of components."""
    return "all" if value == "all" else names(value)


Anchor = Annotated[
    NamedAnchor | Decimal,
    BeforeValidator(anchor),
    WithJsonSchema({"anyOf": [{"enum": list(NAMED_ANCHORS)}, {"type": "number", "minimum": 1, "multipleOf": 0.5}]}),
]
Scales = Annotated[Literal["all"] | tuple[str, ...], BeforeValidator(scales)]


class RankCoefficient(Rule):
    """``1 + step × (anchor − rating_rank)``, and the components that it multiplies."""

    step: Step
    anchor: Anchor = "median"
    ties: Annotated[RankTies, one_of(RankTies)] = "average"
    scales: Scales = "all"

    def scaled(self, components: Iterable[str]) -> tuple[str, ...]:
        """Those of the components that the coefficient multiplies, in their order."""
        return tuple(component for component in components if self.scales == "all" or component in self.scales)

    def strangers(self, components: Iterable[str]) -> Iterator[Finding]:
        """Scaled components that the category does not have."""
        if self.scales != "all":
            yield from strangers("scheme_component_unknown", self.scales, components, "scales")

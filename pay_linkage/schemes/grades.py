"""The grades of a category's units (rulebook §4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from pay_linkage.schemes.choice import one_of
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.listing import Names, OptionalTable, Table, strangers, too_long
from pay_linkage.schemes.numbers import Score, Share
from pay_linkage.schemes.places import FloorInto, Places
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.shares import not_one

Ties = Literal["better", "worse", "refuse"]
Vacated = Literal["refill", "lapse"]
UNIT_BREAK_TIES = ("base_score", "rating_total", "coefficient", "bonus", "adjustment", "score_without_coefficient")


def best_unless_last(grades: Mapping[str, Any]) -> tuple[str, ...]:
    """The grades that a veto bars from where the scheme does not say: the best one, but never the last."""
    return tuple(grades["shares"])[:-1][:1]


class Grades(Rule):
    """Each grade's share, best first, and how units are put into them."""

    shares: Table[Share]
    places: Places = "largest_remainder"
    ties: Annotated[Ties, one_of(Ties)] = "better"
    break_ties: Names = ()
    vacated: Annotated[Vacated, one_of(Vacated)] = "refill"
    minimum_score: OptionalTable[Score] = Field(default_factory=dict)
    veto_bars: Names = Field(default_factory=best_unless_last)
    fail_below_share_of_first: Share | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The grades, best first."""
        return tuple(self.shares)

    @property
    def last(self) -> str:
        """The grade of those who failed, and of all who are left."""
        return self.names[-1]

    def findings(self) -> Iterator[Finding]:
        """Shares that are not 1 together; grades and tie-breaking columns that are not there; a veto from the last."""
        yield from not_one(self.shares, "shares")
        yield from too_long(self.shares, "shares")
        yield from strangers("scheme_grade_unknown", self.minimum_score, self.names, "minimum_score")
        yield from strangers("scheme_break_ties_unknown_column", self.break_ties, UNIT_BREAK_TIES, "break_ties")
        yield from strangers("scheme_grade_unknown", self.veto_bars, self.names, "veto_bars")
        if self.last in self.veto_bars:
            yield Finding("scheme_veto_bars_last_grade", ("veto_bars",), self.last)
        if isinstance(self.places, FloorInto):
            yield from strangers("scheme_grade_unknown", (self.places.floor_into,), self.names, "places", "floor_into")

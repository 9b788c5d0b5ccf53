"""The individual grades and how many people of a unit get each (rulebook §5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from pay_linkage.schemes.choice import one_of
from pay_linkage.schemes.finding import Finding, shown
from pay_linkage.schemes.grades import UNIT_BREAK_TIES, Ties, Vacated
from pay_linkage.schemes.heads import FollowUnit, Heads
from pay_linkage.schemes.listing import DistinctNames, List, Names, OptionalTable, Table, strangers, too_long
from pay_linkage.schemes.normal_shares import normal_shares
from pay_linkage.schemes.numbers import SHARE, ZERO, Deviation, Score, Share, Whole
from pay_linkage.schemes.places import FloorInto, Places
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.shares import not_one
from pay_linkage.schemes.text import Name

UNGRADED = "ungraded"
PEOPLE_BREAK_TIES = (*UNIT_BREAK_TIES, "final_score", "base_pay")


class Normal(Rule):
    """Where the grades meet, best first, in standard deviations, and how far each unit grade moves the middle."""

    cuts: List[Deviation]
    shift: Table[Deviation]

    def findings(self) -> Iterator[Finding]:
        """More unit grades than there can be."""
        yield from too_long(self.shift, "shift")


class AtMost(Rule):
    """The ceiling of a grade's share in every group, with its legal source."""

    share: Share


class SmallUnits(Rule):
    """Units with fewer graded people than ``below`` are graded together."""

    below: Whole


def ceiling(value: object) -> object:
    """A bare share, or a share with its source."""
    return value if isinstance(value, dict | AtMost) else AtMost(share=SHARE(value))


Ceiling = Annotated[AtMost, BeforeValidator(ceiling, json_schema_input_type=Share | AtMost)]


def floor_into_absorbing(quotas: Mapping[str, Any]) -> FloorInto:
    """How places are counted where the scheme does not say."""
    return FloorInto(floor_into=quotas["absorbing"])


def pooled_groups(grades: Mapping[str, Iterable[str]]) -> list[str]:
    """The name of each group in which the people of small units are pooled, by the grades of each category (§5)."""
    return [f"{category}/{grade}" for category, listed in grades.items() for grade in listed]


class Quotas(Rule):
    """Shares of the individual grades by the unit's grade, for all units, or from a normal distribution."""

    grades: DistinctNames
    absorbing: Name
    by_unit_grade: Table[Table[Share]] | None = None
    default: Table[Share] | None = None
    normal: Normal | None = None
    places: Places = Field(default_factory=floor_into_absorbing)
    ties: Annotated[Ties, one_of(Ties)] = "worse"
    break_ties: Names = ()
    vacated: Annotated[Vacated, one_of(Vacated)] = "refill"
    minimum_score: OptionalTable[Score] = Field(default_factory=dict)
    at_most: OptionalTable[Ceiling] = Field(default_factory=dict)
    small_units: SmallUnits | None = None
    heads: Heads = "in_quota"

    @property
    def heads_follow(self) -> Mapping[str, str] | None:
        """Unit grade → the individual grade of the unit's head; ``None`` where heads are graded with the others."""
        return self.heads.follow_unit if isinstance(self.heads, FollowUnit) else None

    def shares_for(self, unit_grade: str) -> dict[str, Decimal]:
        """The share of every individual grade, best first, in a unit of this grade; together exactly 1."""
        if self.normal is not None:
            shares = normal_shares(self.normal.cuts, self.normal.shift[unit_grade], self.grades.index(self.absorbing))
            return dict(zip(self.grades, shares, strict=True))
        listed = self.by_unit_grade[unit_grade] if self.by_unit_grade is not None else self.default or {}
        return {grade: listed.get(grade, ZERO) for grade in self.grades}

    def findings(self) -> Iterator[Finding]:
        """Grades and columns that are not there; none or several of the three ways to shares; shares that cannot be."""
        if UNGRADED in self.grades:
            yield Finding("scheme_grade_name_reserved", ("grades",), UNGRADED)
        yield from strangers("scheme_grade_unknown", (self.absorbing,), self.grades, "absorbing")
        if isinstance(self.places, FloorInto) and "places" in self.model_fields_set:
            yield from strangers("scheme_grade_unknown", (self.places.floor_into,), self.grades, "places", "floor_into")
        yield from strangers("scheme_break_ties_unknown_column", self.break_ties, PEOPLE_BREAK_TIES, "break_ties")
        yield from strangers("scheme_grade_unknown", self.minimum_score, self.grades, "minimum_score")
        yield from strangers("scheme_grade_unknown", self.at_most, self.grades, "at_most")
        for unit_grade, grade in (self.heads_follow or {}).items():
            yield from strangers("scheme_grade_unknown", (grade,), self.grades, "heads", "follow_unit", unit_grade)
        yield from self._share_findings()

    def _share_findings(self) -> Iterator[Finding]:
        ways = [way for way in ("by_unit_grade", "default", "normal") if getattr(self, way) is not None]
        if not ways:
            yield Finding("scheme_quotas_without_shares")
        for way in ways[1:]:
            yield Finding("scheme_quotas_with_several_shares", value=way, facts={"first": ways[0]})
        yield from self._list_findings(self.default or {}, "default") if self.default else ()
        for unit_grade, shares in (self.by_unit_grade or {}).items():
            yield from self._list_findings(shares, "by_unit_grade", unit_grade)
        if self.normal is not None:
            yield from self._normal_findings(self.normal)

    def _list_findings(self, shares: Mapping[str, Decimal], *path: str) -> Iterator[Finding]:
        yield from strangers("scheme_grade_unknown", shares, self.grades, *path)
        yield from not_one(shares, *path)

    def _normal_findings(self, normal: Normal) -> Iterator[Finding]:
        if len(normal.cuts) != len(self.grades) - 1:
            facts = {"cuts": str(len(normal.cuts)), "needed": str(len(self.grades) - 1)}
            yield Finding("scheme_normal_cuts_not_between_grades", ("normal", "cuts"), shown(normal.cuts), facts)
        elif any(lower >= upper for upper, lower in pairwise(normal.cuts)):
            yield Finding("scheme_normal_cuts_not_falling", ("normal", "cuts"), shown(normal.cuts))
        elif self.absorbing in self.grades:
            yield from self._overdrawn(normal)

    def _overdrawn(self, normal: Normal) -> Iterator[Finding]:
        for unit_grade in normal.shift:
            left = self.shares_for(unit_grade)[self.absorbing]
            if left < ZERO:
                yield Finding("scheme_normal_absorbing_negative", ("normal", "shift", unit_grade), str(left))

"""A person's coefficient (rulebook §6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from pay_linkage.schemes.curve import Curve
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.listing import Table
from pay_linkage.schemes.numbers import Coefficient, FullMarks
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.variant import variant


class IndividualCoefficientFromGrade(Rule):
    """A coefficient for each individual grade and for ``ungraded``."""

    from_: Literal["grade"] = Field(alias="from")
    table: Table[Coefficient]


class IndividualCoefficientFromScore(Rule):
    """The score divided by ``divide_by``, or read from the curve; ``ungraded`` is the coefficient without a score."""

    from_: Literal["score"] = Field(alias="from")
    divide_by: FullMarks | None = None
    curve: Curve | None = None
    ungraded: Coefficient

    def findings(self) -> Iterator[Finding]:
        """Both ways, or neither."""
        if self.divide_by is None and self.curve is None:
            yield Finding("scheme_neither_divide_by_nor_curve")
        if self.divide_by is not None and self.curve is not None:
            yield Finding("scheme_divide_by_beside_curve", ("divide_by",), str(self.divide_by))


IndividualCoefficient = Annotated[
    IndividualCoefficientFromGrade | IndividualCoefficientFromScore,
    BeforeValidator(variant(grade=IndividualCoefficientFromGrade, score=IndividualCoefficientFromScore)),
]

"""A unit's coefficient in direct linkage (rulebook §6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, TypeAdapter

from pay_linkage.schemes.curve import Curve
from pay_linkage.schemes.listing import Table
from pay_linkage.schemes.numbers import Coefficient
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.variant import variant


class UnitCoefficientFromGrade(Rule):
    """A coefficient for each unit grade."""

    from_: Literal["grade"] = Field(alias="from")
    table: Table[Coefficient]


class UnitCoefficientFromRank(Rule):
    """The coefficient of the unit's rank in the rating."""

    from_: Literal["rank"] = Field(alias="from")


def unit_curve(value: object) -> Curve | Mapping[str, Curve]:
    """One curve for all units, or a mapping with a curve for each unit grade."""
    return CURVE_PER_GRADE.validate_python(value) if isinstance(value, dict) else ONE_CURVE.validate_python(value)


CURVE_PER_GRADE: TypeAdapter[Mapping[str, Curve]] = TypeAdapter(Table[Curve])
ONE_CURVE: TypeAdapter[Curve] = TypeAdapter(Curve)
UnitCurve = Annotated[Curve | Table[Curve], BeforeValidator(unit_curve)]


class UnitCoefficientFromScore(Rule):
    """Read from one curve, or from the curve of the unit's grade."""

    from_: Literal["score"] = Field(alias="from")
    curve: UnitCurve


UnitCoefficient = Annotated[
    UnitCoefficientFromGrade | UnitCoefficientFromRank | UnitCoefficientFromScore,
    BeforeValidator(
        variant(grade=UnitCoefficientFromGrade, rank=UnitCoefficientFromRank, score=UnitCoefficientFromScore)
    ),
]

"""What a grade, a rank or a score is worth: individual and unit coefficients (rulebook §6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from pay_linkage.kernels.curve import Point, curve, quotient
from pay_linkage.kernels.exact import scaled, scaled_number, shown, whole
from pay_linkage.schemes.individual_coefficient import IndividualCoefficient, IndividualCoefficientFromGrade
from pay_linkage.schemes.unit_coefficient import UnitCoefficient, UnitCoefficientFromGrade, UnitCoefficientFromRank

ONE = Decimal(1)


def individual_coefficient(rule: IndividualCoefficient) -> pl.Expr:
    """Individual coefficient (6 decimals) from individual_grade, or from score and graded."""
    if isinstance(rule, IndividualCoefficientFromGrade):
        return shown(_tabled("individual_grade", rule.table), 6)
    score = scaled("score", 4, 4)
    by_score = curve(score, rule.curve) if rule.curve is not None else quotient(score, rule.divide_by or ONE)
    ungraded = whole(scaled_number(rule.ungraded, 6))
    return shown(pl.when(pl.col("graded") == "yes").then(by_score).otherwise(ungraded), 6)


def unit_coefficient(rule: UnitCoefficient | None) -> pl.Expr:
    """Unit coefficient (6 decimals) from the unit's grade, its rank's coefficient, or its final_score; empty without
    a rule.
    """
    if rule is None:
        return pl.lit(None, pl.Decimal(38, 6))
    if isinstance(rule, UnitCoefficientFromGrade):
        return shown(_tabled("grade", rule.table), 6)
    if isinstance(rule, UnitCoefficientFromRank):
        return pl.col("coefficient")
    return shown(_curved(scaled("final_score", 4, 4), rule.curve), 6)


def _tabled(column: str, table: Mapping[str, Decimal]) -> pl.Expr:
    values = {name: scaled_number(value, 6) for name, value in table.items()}
    return pl.col(column).replace_strict(values, default=None, return_dtype=pl.Int128)


def _curved(score: pl.Expr, given: Sequence[Point] | Mapping[str, Sequence[Point]]) -> pl.Expr:
    """One curve for all, or one for each unit grade."""
    if not isinstance(given, Mapping):
        return curve(score, given)
    result = pl.lit(None, pl.Int128)
    for grade, points in given.items():
        result = pl.when(pl.col("grade") == grade).then(curve(score, points)).otherwise(result)
    return result

"""Why a person, or a unit, has its coefficient: by grade, rank or score (rulebook §6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from contracts.words import Words
from pay_linkage.explanation.formula import Formula, Rounding, number
from pay_linkage.explanation.node import Fact, Node
from pay_linkage.explanation.texts import column, said
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.schemes.individual_coefficient import IndividualCoefficientFromGrade
from pay_linkage.schemes.unit_coefficient import UnitCoefficientFromGrade, UnitCoefficientFromRank

CURVE = Rounding(4)
Point = tuple[Decimal, Decimal]


def individual_coefficient(of: Workings, person: Row) -> Node:
    """From the table of grades, or from the score."""
    rule = of.scheme.linkage.individual_coefficient
    value = person["individual_coefficient"]
    fact = Fact("person_results", (person["person_id"],), "individual_coefficient")
    if isinstance(rule, IndividualCoefficientFromGrade):
        notes = (said("coefficient_by_grade", grade=of.names.grade(person["individual_grade"])),)
        return Node(column("individual_coefficient"), value, fact=fact, notes=notes, section="§6", source=rule.source)
    if person["graded"] != "yes":
        notes = (said("coefficient_ungraded"),)
        return Node(column("individual_coefficient"), value, fact=fact, notes=notes, section="§6", source=rule.source)
    if rule.curve is not None:
        formula, note = on_curve(person["score"], rule.curve)
    else:
        formula, note = number(person["score"]) / number(rule.divide_by or Decimal(1)), said("coefficient_quotient")
    score = Node(
        column("score"),
        person["score"],
        fact=Fact("person_results", (person["person_id"],), "score"),
        places=of.cell("people", person, "score"),
    )
    return Node(
        column("individual_coefficient"),
        value,
        fact=fact,
        formula=formula,
        rounding=CURVE,
        notes=(note,),
        section="§6",
        source=rule.source,
        children=(score,),
    )


def unit_coefficient(of: Workings, line: Row) -> Node | None:
    """Of the assignment's unit, by its grade, its rank or its score; None with indirect linkage."""
    rule = of.scheme.linkage.unit_coefficient
    if rule is None:
        return None
    unit = of.units[line["unit_id"]]
    formula, rounding = None, None
    if isinstance(rule, UnitCoefficientFromGrade):
        note = said("coefficient_by_grade", grade=of.names.grade(unit["grade"]))
    elif isinstance(rule, UnitCoefficientFromRank):
        note = said("coefficient_by_rank")
    else:
        points = rule.curve[unit["grade"]] if isinstance(rule.curve, Mapping) else rule.curve
        formula, note = on_curve(unit["final_score"], points)
        rounding = CURVE
    return Node(
        column("unit_coefficient"),
        line["unit_coefficient"],
        fact=Fact("pay_lines", (line["person_id"], line["start_date"]), "unit_coefficient"),
        formula=formula,
        rounding=rounding,
        notes=(note,),
        section="§6",
        source=rule.source,
    )


def on_curve(score: Decimal, points: Sequence[Point]) -> tuple[Formula, Words]:
    """The straight line between the two points around a score, flat outside them."""
    if score <= points[0][0]:
        return number(points[0][1]), said("curve_flat", score=points[0][0])
    if score >= points[-1][0]:
        return number(points[-1][1]), said("curve_flat", score=points[-1][0])
    above = next(at for at, point in enumerate(points) if score < point[0])
    (left, low), (right, high) = points[above - 1], points[above]
    run = (number(score) - number(left)) * (number(high) - number(low)) / (number(right) - number(left))
    return number(low) + run, said("curve_between", left=left, low=low, right=right, high=high)

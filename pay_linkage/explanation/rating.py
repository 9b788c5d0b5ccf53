"""Why a unit has its rank coefficient: the departments' scores, their sum, its rank (rulebook §2)."""

from __future__ import annotations

from decimal import Decimal

from contracts.words import Words
from pay_linkage.explanation.formula import Formula, Rounding, number, total
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.texts import as_words, column, listed, said
from pay_linkage.explanation.unit_facts import fact, yes_or_no
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.schemes.rank_coefficient import RankCoefficient
from pay_linkage.schemes.rating import Rating

PERCENT = Rounding(4)
TWO = number(2)


def coefficient(of: Workings, unit: Row) -> Node:
    """``1 + step × (anchor − rating rank)``; 1 where the category has no such rule."""
    rating = of.scheme.categories[unit["category"]].rating
    rule = rating.coefficient if rating else None
    units = len(of.categories[unit["category"]])
    return Node(
        column("coefficient"),
        unit["coefficient"],
        fact=fact(unit, "coefficient"),
        formula=_formula(rule, units, unit) if rule else None,
        notes=(_anchor_note(rule, units) if rule else said("no_coefficient"),),
        section="§2",
        source=(rule and rule.source) or (rating.source if rating else None),
        children=(rating_rank(of, unit, rating),) if rating else (),
    )


def _formula(rule: RankCoefficient, units: int, unit: Row) -> Formula:
    return number(1) + number(rule.step) * (_anchor(rule, units) - number(unit["rating_rank"]))


def _anchor(rule: RankCoefficient, units: int) -> Formula:
    """The rank that has coefficient 1, as a formula in the number of units."""
    if isinstance(rule.anchor, Decimal):
        return number(rule.anchor)
    if rule.anchor == "median" or units % 2:
        return (number(units) + number(1)) / TWO
    upper = number(units) / TWO
    return upper if rule.anchor == "upper_middle" else upper + number(1)


def _anchor_note(rule: RankCoefficient, units: int) -> Words:
    key = "anchor_fixed" if isinstance(rule.anchor, Decimal) else f"anchor_{rule.anchor}"
    return said(key, units=units, step=rule.step)


def rating_rank(of: Workings, unit: Row, rating: Rating) -> Node:
    """The rank of the rating total, tied units sharing theirs as the scheme says."""
    totals = [row["rating_total"] for row in of.categories[unit["category"]]]
    first = 1 + sum(other > unit["rating_total"] for other in totals)
    last = first + totals.count(unit["rating_total"]) - 1
    ties = rating.coefficient.ties if rating.coefficient else "average"
    shared = {
        "min": number(first),
        "average": (number(first) + number(last)) / TWO,
        "max": number(last),
    }[ties]
    tied = last > first
    return Node(
        column("rating_rank"),
        unit["rating_rank"],
        fact=fact(unit, "rating_rank"),
        formula=shared if tied else None,
        notes=(
            said("rank_of", units=len(totals)),
            *((said(f"rank_ties_{ties}", first=first, last=last),) if tied else ()),
        ),
        section="§2",
        children=(rating_total(of, unit, rating), *_verdict(of, unit, rating)),
    )


def rating_total(of: Workings, unit: Row, rating: Rating) -> Node:
    """The departments' scores added up."""
    departments = [_department(of, unit, department) for department in rating.departments]
    return Node(
        column("rating_total"),
        unit["rating_total"],
        fact=fact(unit, "rating_total"),
        formula=total(number(node.value) for node in departments if isinstance(node.value, Decimal)),
        notes=(said("of_full_marks", full=rating.full_marks),),
        section="§2",
        source=rating.source,
        children=tuple(departments),
    )


def _department(of: Workings, unit: Row, department: str) -> Node:
    """One department's score, given or added up from its indicators."""
    label = of.names.department(department)
    given = [row for row in of.of_unit("ratings", unit["unit_id"]) if row["department"] == department]
    if given:
        return Node(label, given[0]["score"], places=of.cell("ratings", given[0], "score"))
    rows = [row for row in of.of_unit("indicator_scores", unit["unit_id"]) if row["department"] == department]
    return Node(
        label,
        sum((row["score"] for row in rows), Decimal(0)),
        formula=total(number(row["score"]) for row in rows),
        children=tuple(_indicator(of, row) for row in rows),
    )


def _indicator(of: Workings, row: Row) -> Node:
    return Node(
        as_words(f"{row['indicator_1']} · {row['indicator_2']}"),
        row["score"],
        notes=(said("of_full_marks", full=row["full_marks"]),),
        places=of.cell("indicator_scores", row, "score"),
    )


def _verdict(of: Workings, unit: Row, rating: Rating) -> tuple[Node, Node]:
    """The band of the total, and whether the head is called in."""
    percent = number(unit["rating_total"]) / number(rating.full_marks) * number(100)
    bands = rating.bands or {}
    band = Node(
        column("rating_band"),
        unit["rating_band"],
        shown=of.names.band(unit["rating_band"]),
        fact=fact(unit, "rating_band"),
        notes=(said("band_reached", percent=PERCENT.of(percent.exact), start=bands[unit["rating_band"]]),)
        if bands
        else (),
        section="§2",
        children=(Node(said("percent_of_full"), PERCENT.of(percent.exact), formula=percent, rounding=PERCENT),)
        if bands
        else (),
    )
    asked = said("interview_rule", bands=listed([of.names.band(name) for name in rating.interview]))
    return band, yes_or_no(unit, "interview", *((asked,) if rating.interview else ()), section="§2")

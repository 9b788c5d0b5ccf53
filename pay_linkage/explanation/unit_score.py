"""Why a unit has its final score: its two sums of components, the coefficient, the adjustment (rulebook §2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from pay_linkage.explanation.adjustment import adjustment
from pay_linkage.explanation.ballots import ballot_score
from pay_linkage.explanation.formula import Formula, Rounding, number, total, value_of
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.rating import coefficient
from pay_linkage.explanation.texts import column, said
from pay_linkage.explanation.unit_facts import fact
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.schemes.component import Component

SUM_DECIMALS = 8
ONE = Decimal(1)


def final_score(of: Workings, unit: Row) -> Node:
    """``Σ unscaled + coefficient × Σ scaled + adjustment``, half up to the scheme's decimals."""
    sums = of.base_scores[unit["unit_id"]]
    category = of.scheme.categories[unit["category"]]
    multiplied = [number(unit["coefficient"]) * number(sums["scaled_sum"])] if category.scaled else []
    all_scaled = len(category.scaled) == len(category.components)
    others = [] if all_scaled else [number(sums["unscaled_sum"])]
    return Node(
        column("final_score"),
        unit["final_score"],
        fact=fact(unit, "final_score"),
        formula=total([*others, *multiplied, number(unit["adjustment"])]),
        rounding=Rounding(of.scheme.score_decimals),
        notes=(said("final_score_rule"),),
        section="§2",
        children=(base_score(of, unit), coefficient(of, unit), adjustment(of, unit)),
    )


def without_coefficient(of: Workings, unit: Row) -> Node:
    """The score with coefficient 1, its rank, and the places that the coefficient won."""
    gained = number(unit["rank_without_coefficient"]) - number(unit["rank"])
    rank = Node(
        column("rank_without_coefficient"),
        unit["rank_without_coefficient"],
        fact=fact(unit, "rank_without_coefficient"),
        section="§2",
    )
    places = Node(
        column("places_gained"),
        unit["places_gained"],
        fact=fact(unit, "places_gained"),
        formula=gained,
        section="§2",
    )
    return Node(
        column("score_without_coefficient"),
        unit["score_without_coefficient"],
        fact=fact(unit, "score_without_coefficient"),
        formula=number(unit["base_score"]) + number(unit["adjustment"]),
        rounding=Rounding(of.scheme.score_decimals),
        section="§2",
        children=(rank, places),
    )


def base_score(of: Workings, unit: Row) -> Node:
    """The sum of the components that the coefficient multiplies, and of those that it does not."""
    category = of.scheme.categories[unit["category"]]
    kinds = {
        "unscaled_sum": {name: c for name, c in category.components.items() if name not in category.scaled},
        "scaled_sum": {name: category.components[name] for name in category.scaled},
    }
    nodes = [_kind_sum(of, unit, kind, asked) for kind, asked in kinds.items() if asked]
    return Node(
        column("base_score"),
        unit["base_score"],
        fact=fact(unit, "base_score"),
        formula=total(number(node.value) for node in nodes if isinstance(node.value, Decimal)),
        section="§2",
        source=category.source,
        children=tuple(nodes),
    )


def _kind_sum(of: Workings, unit: Row, kind: str, asked: Mapping[str, Component]) -> Node:
    """The sum of the scaled or of the unscaled components, reweighted where some are absent."""
    nodes = {name: component(of, unit, name, rule) for name, rule in asked.items()}
    points = {name: number(node.value) for name, node in nodes.items() if isinstance(node.value, Decimal)}
    formula = total(points.values())
    complete = len(points) == len(asked)
    if not complete:
        formula = formula * _full(asked.values()) / _full(asked[name] for name in points)
    return Node(
        said(kind),
        of.base_scores[unit["unit_id"]][kind],
        formula=formula,
        rounding=None if complete else Rounding(SUM_DECIMALS),
        notes=() if complete else (said("reweighted"),),
        section="§2",
        children=tuple(nodes.values()),
    )


def _full(components: Iterable[Component]) -> Formula:
    """Weight × full marks of the components, added up."""
    return number(value_of(sum((Fraction(c.weight) * Fraction(c.full_marks) for c in components), Fraction())))


def component(of: Workings, unit: Row, name: str, rule: Component) -> Node:
    """Points of one component: its score × its weight; no value where the unit has no score."""
    score = ballot_score(of, unit, name, rule) if rule.ballots else given_score(of, unit, name)
    label = of.names.component(unit["category"], name)
    full = said("of_full_marks", full=rule.full_marks)
    if not isinstance(score.value, Decimal):
        return Node(label, None, shown=said("no_score"), notes=(full,), source=rule.source, places=score.places)
    weighted = number(score.value) * number(rule.weight)
    plain = rule.weight == ONE
    return Node(
        label,
        value_of(weighted.exact),
        formula=score.formula if plain else weighted,
        rounding=score.rounding if plain else None,
        notes=(full,) if plain else (full, said("score_by_weight")),
        source=rule.source,
        places=score.places,
        children=score.children if plain or not score.children else (score,),
    )


def given_score(of: Workings, unit: Row, name: str) -> Node:
    """The score that stands in the input."""
    rows = [row for row in of.of_unit("component_scores", unit["unit_id"]) if row["component"] == name]
    scored = [row for row in rows if row["score"] is not None]
    if not scored:
        return Node(column("score"))
    return Node(column("score"), scored[0]["score"], places=of.cell("component_scores", scored[0], "score"))

"""Why a unit came out as it did (rulebook §§2-4)."""

from __future__ import annotations

from contracts.words import Words
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.rank import rank
from pay_linkage.explanation.texts import said
from pay_linkage.explanation.unit_grade import unit_grade
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.unit_score import final_score, without_coefficient
from pay_linkage.explanation.workings import Workings


def unit_node(of: Workings, unit: Row) -> Node:
    """A unit's results: score, rank, grade."""
    return Node(
        unit_label(of, unit),
        unit["grade"],
        shown=of.names.grade(unit["grade"]),
        notes=(said("cycle", cycle=str(of.cycle)),),
        source=of.scheme.source,
        children=(final_score(of, unit), without_coefficient(of, unit), rank(of, unit), unit_grade(of, unit)),
    )


def unit_label(of: Workings, unit: Row) -> Words:
    """A unit by its code, name and category."""
    return said("unit", unit=unit["unit_id"], name=unit["unit_name"], category=of.names.category(unit["category"]))

"""Where a unit's values stand in the run's results."""

from __future__ import annotations

from contracts.words import Words
from pay_linkage.explanation.node import Fact, Node, Value
from pay_linkage.explanation.texts import column, said
from pay_linkage.explanation.unit_inputs import Row


def fact(unit: Row, name: str) -> Fact:
    """The cell of ``unit_results`` in the unit's row."""
    return Fact("unit_results", (unit["unit_id"],), name)


def yes_or_no(unit: Row, name: str, *notes: Words, children: tuple[Node, ...] = (), section: str = "") -> Node:
    """A column that is true or false."""
    value: Value = unit[name]
    shown = said("yes" if value else "no")
    return Node(
        column(name), value, shown=shown, fact=fact(unit, name), notes=notes, children=children, section=section
    )

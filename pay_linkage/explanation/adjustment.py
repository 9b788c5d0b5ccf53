"""Why a unit has its bonus and its deduction: events, contests, and their caps (rulebook §2, §3)."""

from __future__ import annotations

from decimal import Decimal

from contracts.words import Words
from pay_linkage.explanation.contests import standing
from pay_linkage.explanation.formula import Formula, least, number, total, value_of
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.texts import as_words, column, said
from pay_linkage.explanation.unit_facts import fact
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings


def adjustment(of: Workings, unit: Row) -> Node:
    """``bonus − deduction``, each after its caps."""
    rule = of.scheme.adjustment
    return Node(
        column("adjustment"),
        unit["adjustment"],
        fact=fact(unit, "adjustment"),
        formula=number(unit["bonus"]) - number(unit["deduction"]),
        section="§2",
        source=rule.source,
        children=(
            _kind(of, unit, "bonus", rule.bonus_cap),
            _kind(of, unit, "deduction", rule.deduction_cap),
        ),
    )


def _kind(of: Workings, unit: Row, kind: str, cap: Decimal | None) -> Node:
    codes = [_code(of, unit, code) for code in _codes(of, unit, kind)]
    points = total(number(node.value) for node in codes if isinstance(node.value, Decimal))
    return Node(
        column(kind),
        unit[kind],
        fact=fact(unit, kind),
        formula=_capped(points, cap) if codes else None,
        notes=() if cap is None else (said("cap_of_all", cap=cap),),
        section="§2",
        children=tuple(codes),
    )


def _codes(of: Workings, unit: Row, kind: str) -> list[str]:
    """The codes of a kind that the unit has points under, in the scheme's order, then contests that are no code."""
    events = {row["code"] for row in of.of_unit("events", unit["unit_id"])}
    contests = [row["contest"] for row in of.standings.get(unit["unit_id"], [])]
    of_kind = [code for code, rule in of.scheme.events.items() if rule.kind == kind]
    known = [code for code in of_kind if code in events or code in contests]
    return known + [name for name in contests if kind == "bonus" and name not in of.scheme.events]


def _code(of: Workings, unit: Row, code: str) -> Node:
    """Points of one code: its events and the contest of its name, cut at its cap."""
    rule = of.scheme.events.get(code)
    events = [_event(of, row) for row in of.of_unit("events", unit["unit_id"]) if row["code"] == code]
    contests = [standing(of, row) for row in of.standings.get(unit["unit_id"], []) if row["contest"] == code]
    parts = [*events, *contests]
    cap = rule.cap if rule else None
    formula = _capped(total(number(node.value) for node in parts if isinstance(node.value, Decimal)), cap)
    return Node(
        of.names.event(code),
        value_of(formula.exact),
        formula=formula,
        notes=() if cap is None else (said("cap_of_code", cap=cap),),
        section="§2",
        source=rule.source if rule else None,
        children=tuple(parts),
    )


def _capped(points: Formula, cap: Decimal | None) -> Formula:
    return points if cap is None else least(points, number(cap))


def _event(of: Workings, row: Row) -> Node:
    """One event: its row's points, or else its code's."""
    default = of.scheme.events[row["code"]].points
    own = row["points"] is not None
    return Node(
        as_words(row["event_id"]),
        row["points"] if own else default,
        notes=(event_words(row), *(() if own else (said("points_of_code"),))),
        places=of.cell("events", row, "points" if own else "code"),
    )


def event_words(row: Row) -> Words:
    """Day and document of an event."""
    return said("event", day=row["occurred_on"], document=row["document"])


def event_of(of: Workings, row: Row) -> Node:
    """A veto or a fail event."""
    rule = of.scheme.events[row["code"]]
    return Node(
        of.names.event(row["code"]),
        row["event_id"],
        notes=(event_words(row),),
        source=rule.source,
        places=of.cell("events", row, "code"),
    )


def events_of_kind(of: Workings, unit: Row, kind: str) -> list[Node]:
    """The unit's vetoes, or its fail events."""
    rows = of.of_unit("events", unit["unit_id"])
    return [event_of(of, row) for row in rows if of.scheme.events[row["code"]].kind == kind]

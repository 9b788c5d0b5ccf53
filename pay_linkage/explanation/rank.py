"""Why a unit has its rank: who stands next to it, and what parts them (rulebook §4.1)."""

from __future__ import annotations

from pay_linkage.explanation.formula import number
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.texts import as_words, column, listed, said
from pay_linkage.explanation.unit_facts import fact
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings


def rank(of: Workings, unit: Row) -> Node:
    """The place in the category: one more than there are units before it."""
    members = of.categories[unit["category"]]
    before = [row for row in members if row["rank"] < unit["rank"]]
    behind = [row for row in members if row["rank"] > unit["rank"]]
    tied = [row["unit_id"] for row in members if row["rank"] == unit["rank"] and row["unit_id"] != unit["unit_id"]]
    keys = of.scheme.categories[unit["category"]].grades.break_ties
    notes = [said("rank_of", units=len(members))]
    if keys:
        notes.append(said("break_ties", keys=listed([column(key) for key in keys])))
    if tied:
        notes.append(said("tied_with", units=listed([as_words(name) for name in tied])))
    neighbours = [
        *(_apart("unit_ahead", of, before[-1], unit, before[-1]) for _ in before[:1]),
        *(_apart("unit_behind", of, unit, behind[0], behind[0]) for _ in behind[:1]),
    ]
    return Node(
        column("rank"),
        unit["rank"],
        fact=fact(unit, "rank"),
        formula=number(len(before)) + number(1),
        notes=tuple(notes),
        section="§4.1",
        children=tuple(neighbours),
    )


def _apart(label: str, of: Workings, better: Row, worse: Row, other: Row) -> Node:
    """By how much, and by which column, one unit stands before another."""
    keys = ("final_score", *of.scheme.categories[better["category"]].grades.break_ties)
    key = next(key for key in keys if better[key] != worse[key])
    return Node(
        said(label, unit=other["unit_id"], column=column(key)),
        better[key] - worse[key],
        formula=number(better[key]) - number(worse[key]),
        section="§4.1",
    )

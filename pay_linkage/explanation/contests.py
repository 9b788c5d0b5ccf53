"""Why a unit has its bonus from a contest, or is barred as its last: points, rank, bonus (rulebook §3)."""

from __future__ import annotations

from pay_linkage.explanation.formula import number, total
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.texts import said
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings


def standing(of: Workings, row: Row) -> Node:
    """The bonus of a contest: what the scheme gives for its rank."""
    rule = of.scheme.contests[row["contest"]]
    rounds = [r for r in of.of_unit("contests", row["unit_id"]) if r["contest"] == row["contest"]]
    points = Node(
        said("contest_points"),
        row["points"],
        formula=total(number(r["points"]) for r in rounds),
        section="§3",
        children=tuple(_round(of, r) for r in rounds),
    )
    notes = [said("contest_rank", rank=row["rank"], units=of.contest_sizes[row["contest"]])]
    if row["barred"]:
        notes.append(said("contest_last"))
    return Node(
        said("contest_bonus", contest=of.names.contest(row["contest"])),
        row["bonus"],
        notes=tuple(notes),
        section="§3",
        source=rule.source,
        children=(points,),
    )


def _round(of: Workings, row: Row) -> Node:
    label = said("round", round=row["round"])
    return Node(label, row["points"], places=of.cell("contests", row, "points"))

"""Why a component has its score from ballots: each voter group's votes, and what the groups weigh (rulebook §2)."""

from __future__ import annotations

from decimal import Decimal

from pay_linkage.explanation.formula import Formula, Rounding, number, total
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.texts import column, said
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.schemes.ballots import Ballots
from pay_linkage.schemes.component import Component

HUNDRED = number(100)
SHOWN_DECIMALS = 4


def ballot_score(of: Workings, unit: Row, name: str, rule: Component) -> Node:
    """``full marks ÷ 100 × Σ weight × mean of the group's votes``, the weights made whole where groups are absent."""
    ballots = rule.ballots
    scored = of.ballot_scores.get((unit["unit_id"], name))
    if ballots is None or scored is None:
        return Node(column("score"))
    cast = _cast(of, unit, name)
    weights = {group: number(ballots.groups[group]) for group in cast}
    formula = number(rule.full_marks) / HUNDRED * total(weights[group] * _mean(ballots, cast[group]) for group in cast)
    complete = len(cast) == len(ballots.groups)
    return Node(
        column("score"),
        scored["score"],
        formula=formula if complete else formula / total(weights.values()),
        rounding=Rounding(of.scheme.score_decimals),
        notes=() if complete else (said("groups_renormalised"),),
        source=ballots.source,
        children=tuple(_group(of, ballots, group, cast[group]) for group in cast),
    )


def _cast(of: Workings, unit: Row, name: str) -> dict[str, list[Row]]:
    """Voter group → its rows with votes, in the order of the file."""
    found: dict[str, list[Row]] = {}
    for row in of.of_unit("ballots", unit["unit_id"]):
        if row["component"] == name and row["votes"] > 0:
            found.setdefault(row["voter_group"], []).append(row)
    return found


def _mean(ballots: Ballots, rows: list[Row]) -> Formula:
    points = total(number(ballots.values[row["option"]]) * number(row["votes"]) for row in rows)
    return points / number(sum(row["votes"] for row in rows))


def _group(of: Workings, ballots: Ballots, group: str, rows: list[Row]) -> Node:
    mean, decimals = _mean(ballots, rows), Rounding(SHOWN_DECIMALS)
    return Node(
        of.names.voter_group(group),
        decimals.of(mean.exact),
        formula=mean,
        rounding=decimals,
        notes=(said("group_weight", weight=ballots.groups[group]),),
        children=tuple(_option(of, ballots.values[row["option"]], row) for row in rows),
    )


def _option(of: Workings, worth: Decimal, row: Row) -> Node:
    return Node(
        of.names.option(row["option"]),
        row["votes"],
        notes=(said("votes_worth", worth=worth),),
        places=of.cell("ballots", row, "votes"),
    )

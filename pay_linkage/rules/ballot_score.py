"""Component scores from ballots of several voter groups (rulebook §2)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypedDict

import polars as pl

from pay_linkage.kernels.exact import shown
from pay_linkage.schemes.scheme import Scheme


class Group(TypedDict):
    """One voter group's votes for a unit: options and, in the same order, how many votes each got."""

    voter_group: str
    option: list[str]
    votes: list[int]


def ballot_scores(units: pl.DataFrame, ballots: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Score per unit and component that votes give: unit_id, component, score (4 decimals).

    ``full_marks / 100 × Σ group weight × (Σ option value × votes ÷ Σ votes)``, half up to ``score_decimals``. Groups
    without votes are left out and the weights of the others made whole (admission has refused them where the scheme
    does not allow it); a unit without any vote, or with votes of groups of weight 0 only, has no row.
    """
    voted = (
        ballots.join(units.select("unit_id", "category"), on="unit_id")
        .filter(pl.col("votes") > 0)
        .group_by("category", "component", "unit_id", "voter_group", maintain_order=True)
        .agg(pl.col("option"), pl.col("votes"))
        .group_by("category", "component", "unit_id", maintain_order=True)
        .agg(pl.struct("voter_group", "option", "votes").alias("groups"))
    )
    rows = [
        (unit, component, _score(groups, scheme, category, component))
        for category, component, unit, groups in voted.iter_rows()
    ]
    schema = {"unit_id": pl.String(), "component": pl.String(), "score": pl.Int128()}
    scored = pl.DataFrame(rows, schema=schema, orient="row").drop_nulls("score")
    return scored.with_columns(shown(pl.col("score"), 4).alias("score"))


def _score(groups: Sequence[Group], scheme: Scheme, category: str, component: str) -> int | None:
    """Score × 10^4 of one unit's ballots; ``None`` where all the groups that voted weigh 0."""
    rule = scheme.categories[category].components[component]
    if rule.ballots is None:
        raise ValueError(f"{component} is not scored by ballots")
    weights = [Fraction(rule.ballots.groups[group["voter_group"]]) for group in groups]
    if not any(weights):
        return None
    means = [_mean(rule.ballots.values, group) for group in groups]
    weighted = sum((weight * mean for weight, mean in zip(weights, means, strict=True)), Fraction())
    exact = Fraction(rule.full_marks) / 100 * weighted / sum(weights)
    rounded: int = math.floor(exact * 10**scheme.score_decimals + Fraction(1, 2))
    places: int = 10 ** (4 - scheme.score_decimals)
    return rounded * places


def _mean(values: Mapping[str, Decimal], group: Group) -> Fraction:
    """Mean option value of one voter group's votes."""
    weighed = zip(group["option"], group["votes"], strict=True)
    points = sum((Fraction(values[option]) * votes for option, votes in weighed), Fraction())
    return points / sum(group["votes"])

"""Component scores from ballots of several voter groups (rulebook §2)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

import polars as pl

from pay_linkage.kernels.exact import INTEGER, scaled_number, shown
from pay_linkage.schemes.scheme import Scheme

FINE = 10**4
"""Option values and full marks are whole numbers of ten-thousandths."""


def ballot_scores(units: pl.DataFrame, ballots: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Score per unit and component that votes give: unit_id, component, score (4 decimals).

    ``full_marks / 100 × Σ group weight × (Σ option value × votes ÷ Σ votes)``, half up to ``score_decimals``. Groups
    without votes are left out and the weights of the others made whole (admission has refused them where the scheme
    does not allow it); a unit without any vote, or with votes of groups of weight 0 only, has no row.
    """
    counted = (
        ballots.join(units.select("unit_id", "category"), on="unit_id")
        .filter(pl.col("votes") > 0)
        .join(_options(scheme), on=["category", "component", "voter_group", "option"], how="left", validate="m:1")
    )
    if counted["value"].null_count():
        raise ValueError("a ballot has a component, voter group or option that the scheme does not name")
    voted = (
        counted.group_by("unit_id", "component", "full_marks", "weight", "voter_group", maintain_order=True)
        .agg((pl.col("value") * pl.col("votes")).sum().alias("points"), pl.col("votes").sum())
        .filter(pl.col("weight") > 0)
        .group_by("unit_id", "component", "full_marks", maintain_order=True)
        .agg("weight", "points", "votes")
    )
    scores = starmap(_score, voted.select("full_marks", "weight", "points", "votes").iter_rows())
    tenths = 10**scheme.score_decimals
    rounded = [(2 * part * tenths + parts) // (2 * parts) * (FINE // tenths) for part, parts in scores]
    scored = voted.select("unit_id", "component", pl.Series("score", rounded, INTEGER))
    return scored.with_columns(shown(pl.col("score"), 4))


def _options(scheme: Scheme) -> pl.DataFrame:
    """What each option of each voter group is worth, as whole numbers: value and full_marks × 10^4, weight × 10^6."""
    rows = [
        (category, name, group, option, *numbers, scaled_number(weight, 6))
        for category, rule in scheme.categories.items()
        for name, component in rule.components.items()
        if component.ballots is not None
        for group, weight in component.ballots.groups.items()
        for option, value in component.ballots.values.items()
        for numbers in [(scaled_number(value, 4), scaled_number(component.full_marks, 4))]
    ]
    names = dict.fromkeys(("category", "component", "voter_group", "option"), pl.String())
    return pl.DataFrame(
        rows, schema={**names, **dict.fromkeys(("value", "full_marks", "weight"), INTEGER)}, orient="row"
    )


def _score(full_marks: int, weights: Sequence[int], points: Sequence[int], votes: Sequence[int]) -> tuple[int, int]:
    """One unit's exact score as a quotient of two whole numbers: ``full_marks / 100 × Σ weight × mean ÷ Σ weight``."""
    total, parts = 0, 1
    for weight, sum_of_values, number in zip(weights, points, votes, strict=True):
        total, parts = total * number + weight * sum_of_values * parts, parts * number
    return full_marks * total, FINE * FINE * 100 * parts * sum(weights)

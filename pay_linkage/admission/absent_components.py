"""Components that a unit has no score for (rulebook §2).

No score is: no row, an empty cell, or, for ballots whose absent groups are renormalised, no vote in any group.
Votes of groups that weigh 0 are no score either: there is nothing to make their weights whole with.
"""

from __future__ import annotations

import polars as pl

from contracts.problem import Problem
from contracts.row_problems import key_problems, row_problems
from pay_linkage.admission.ballots import votes_by_group
from pay_linkage.admission.scheme_frames import components
from pay_linkage.admission.submission import Submission

PER_COMPONENT = ["unit_id", "component"]


def absent_component_problems(of: Submission) -> list[Problem]:
    """Absent components where the category refuses them, and kinds (scaled, unscaled) of which a unit has none."""
    state = component_states(of)
    absent = state.filter(~pl.col("present"))
    of_kind = pl.col("present").any().over("unit_id", "scaled")
    without_kind = state.filter(~of_kind, "reweight")
    return [
        *_problems(of, absent.filter(~pl.col("reweight")), "component_score_empty", "component_score_missing"),
        *_problems(of, without_kind, "kind_without_score", "kind_without_score"),
    ]


def component_states(of: Submission) -> pl.DataFrame:
    """Per unit and component of its category: by_ballots, scaled, reweight, present (has a score), has_row.

    Voter groups without votes that are refused by themselves leave their component present here.
    """
    scores = of.frame("component_scores").filter(pl.struct(PER_COMPONENT).is_first_distinct())
    given = scores.select(*PER_COMPONENT, has_row=pl.lit(value=True), scored=pl.col("score").is_not_null())
    votes = votes_by_group(of).group_by(PER_COMPONENT).agg(voted=(pl.col("weighs") & (pl.col("votes") > 0)).any())
    return (
        of.units.join(components(of.scheme), on="category", maintain_order="left_right")
        .join(given, on=PER_COMPONENT, how="left", maintain_order="left")
        .join(votes, on=PER_COMPONENT, how="left", maintain_order="left")
        .with_columns(pl.col("has_row", "scored", "voted").fill_null(value=False))
        .with_columns(
            present=pl.when("by_ballots").then(pl.col("voted") | ~pl.col("renormalise")).otherwise(pl.col("scored"))
        )
    )


def _problems(of: Submission, absent: pl.DataFrame, empty: str, missing: str) -> list[Problem]:
    """Problem ``empty`` at each row with an empty cell, ``missing`` for each component without a row or votes."""
    scores, ballots = of.tables["component_scores"], of.tables["ballots"]
    given = absent.filter(~pl.col("by_ballots"))
    rows = scores.frame.join(given.filter("has_row"), on=PER_COMPONENT, how="semi", maintain_order="left")
    without_row = given.filter(~pl.col("has_row")).select(PER_COMPONENT)
    without_votes = absent.filter("by_ballots").select(PER_COMPONENT)
    code = "component_without_votes" if missing == "component_score_missing" else missing
    return [
        *row_problems(scores, rows, "score", empty),
        *key_problems(scores, without_row, "score", missing),
        *key_problems(ballots, without_votes, "votes", code),
    ]

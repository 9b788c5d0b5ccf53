"""What the scheme asks of the component scores that are given, row by row (rulebook §2).

Stays out: components that a unit has no score for (``absent_components``).
"""

from __future__ import annotations

import polars as pl

from contracts.problem import Problem
from contracts.row_problems import row_problems
from pay_linkage.admission.known_codes import KNOWN, with_codes_by
from pay_linkage.admission.scheme_frames import components
from pay_linkage.admission.submission import Submission
from pay_linkage.schemes.names import Names


def component_score_problems(of: Submission) -> list[Problem]:
    """Rows of a component that the unit's category does not have or scores by ballots, and scores above full marks.

    An empty cell for a component scored by ballots is let through: it says nothing that contradicts the votes.
    """
    table = of.tables["component_scores"]
    rows = table.frame.join(of.units, on="unit_id", maintain_order="left").join(
        components(of.scheme), on=["category", "component"], how="left", maintain_order="left"
    )
    scored = rows.filter(pl.col("score").is_not_null())
    return [
        *row_problems(table, unknown_components(of, rows), "component", "component_unknown", ["category", *KNOWN]),
        *row_problems(table, scored.filter("by_ballots"), "component", "component_score_beside_ballots"),
        *row_problems(
            table,
            scored.filter(~pl.col("by_ballots"), pl.col("score") > pl.col("component_full_marks")).with_columns(
                full_marks=pl.col("component_full_marks")
            ),
            "score",
            "component_score_above_full_marks",
            ["full_marks"],
        ),
    ]


def unknown_components(of: Submission, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows, joined with the scheme's components, whose component is not among them, and which there are."""
    unknown = rows.filter(pl.col("component").is_not_null(), pl.col("component_full_marks").is_null())
    return with_codes_by(unknown, components(of.scheme).select("category", "component"), Names(of.scheme).component)

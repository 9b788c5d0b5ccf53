"""Ties at the edges of grades: people and units whom their score does not part, and what decided instead."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.kernels.filling import TIE, Filling, barred_column
from pay_linkage.rules.unit_grade import filled_units, ranked
from pay_linkage.schemes.quotas import Quotas

TIES = pl.Schema(
    {
        **dict.fromkeys(("group", "category"), pl.String()),
        "units": pl.List(pl.String()),
        **dict.fromkeys(("grade", "decided_by"), pl.String()),
        "score": pl.Decimal(38, 4),
        "people": pl.Int64(),
        "person_ids": pl.List(pl.String()),
    }
)
"""Edges of individual grades at which several people have one score. ``decided_by``: ``tie_rule`` where all keys are
equal and the edge runs through them, so that all of them go to one side; ``tie_break`` where a further key parts them.
"""


def person_ties(run: ReportedRun, quotas: Quotas, group_edges: pl.DataFrame) -> pl.DataFrame:
    """``TIES`` by group and grade; ``group_edges`` as from ``figures.groups``."""
    members = _members(run.filling, "_number", quotas.grades).filter(pl.col("grade_fixed").is_null())
    through = members.group_by("group", "grade").agg(
        pl.col("category").first(),
        pl.col("unit_id").unique().sort().alias("units"),
        pl.lit("tie_rule").alias("decided_by"),
        pl.col("score").first(),
        pl.len().cast(pl.Int64).alias("people"),
        pl.col("person_id").sort().alias("person_ids"),
    )
    broken = group_edges.filter(pl.col("decided_by") == "tie_break").with_columns(
        pl.col("last_in_score").alias("score"),
        pl.lit(2, pl.Int64).alias("people"),
        pl.concat_list("last_in", "first_out").alias("person_ids"),
    )
    return pl.concat([through.select(*TIES), broken.select(*TIES)]).sort("group", "grade")


def unit_ties(run: ReportedRun) -> pl.DataFrame:
    """Ties of units through which the edge of a grade runs: category, grade, unit_ids."""
    parts = []
    for name, category in run.scheme.categories.items():
        members = run.scored.filter(pl.col("category") == name)
        if members.height:
            filling = filled_units(ranked(members, category.grades), category.grades)
            tied = _members(filling, "category", category.grades.names).filter(~pl.col("failed"))
            parts.append(tied.select("category", "grade", "unit_id"))
    listed = pl.concat(parts)
    return listed.group_by("category", "grade", maintain_order=True).agg(pl.col("unit_id").sort().alias("unit_ids"))


def _members(filling: Filling, group: str, grades: Sequence[str]) -> pl.DataFrame:
    """Everybody in a tie through which an edge runs and not barred from its grade, with that ``grade``."""
    named = pl.col("_grade").replace_strict(dict(enumerate(grades)), return_dtype=pl.String).alias("grade")
    tied = filling.frame.join(filling.straddling, on=[group, TIE], maintain_order="right")
    barred = [(pl.col("_grade") == place) & pl.col(barred_column(place)) for place in range(len(grades))]
    return tied.filter(~pl.any_horizontal(barred)).with_columns(named)

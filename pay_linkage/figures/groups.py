"""The groups in which people are graded: which units they hold, and who stood at the edge of a grade."""

from __future__ import annotations

import polars as pl

from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.figures.unit_edges import EDGE, SCORE
from pay_linkage.figures.units import category_order
from pay_linkage.kernels.exact import scaled, shown
from pay_linkage.kernels.order import with_tie_ranks
from pay_linkage.rules.individual_grade import grade_index
from pay_linkage.schemes.quotas import Quotas

ORDER = "_rank"


def group_rows(run: ReportedRun, competing: pl.DataFrame) -> pl.DataFrame:
    """The quotas table with the category and the unit_ids (``units``) of each group; ``competing`` as from
    ``competing_people``.
    """
    members = competing.group_by("group").agg(
        pl.col("category").first(), pl.col("unit_id").unique().sort().alias("units")
    )
    joined = run.results["quotas"].join(members, on="group", how="left")
    return joined.sort(category_order(run), "group")


def competing_people(run: ReportedRun, quotas: Quotas) -> pl.DataFrame:
    """Everybody graded within a quota (``rules.quotas.grouped_people``) with individual_grade, in the group's order."""
    ranked = with_tie_ranks(run.grouped, "group", list(dict.fromkeys(["score", *quotas.break_ties])), ORDER)
    return ranked.sort("group", ORDER, "person_id")


def group_edges(competing: pl.DataFrame, quotas: Quotas) -> pl.DataFrame:
    """Per group and individual grade but the last: ``EDGE`` in person_ids and the ``gap`` between the two scores, the
    smallest first, with category and units.

    Fixed grades stand outside the order; who is capped below a grade did not miss it.
    """
    free = competing.filter(pl.col("grade_fixed").is_null()).with_columns(
        grade_index("individual_grade", quotas).alias("_grade"),
        grade_index("grade_cap", quotas).fill_null(0).alias("_cap"),
    )
    edges = [_edge(free, place, grade, quotas) for place, grade in enumerate(quotas.grades[:-1])]
    return pl.concat(edges).sort("gap", "group", "grade")


def _edge(free: pl.DataFrame, place: int, grade: str, quotas: Quotas) -> pl.DataFrame:
    """The edge below one grade, in every group that has one."""
    inside = free.filter(pl.col("_grade") == place).group_by("group", maintain_order=True)
    outside = free.filter(pl.col("_grade") > place, pl.col("_cap") <= place).group_by("group", maintain_order=True)
    last = inside.agg(pl.col("category", "person_id", "score", ORDER).last(), pl.col("unit_id").last().alias("inner"))
    first = outside.agg(pl.col("person_id", "score", ORDER).first(), pl.col("unit_id").first().alias("outer"))
    joined = last.join(first, on="group", suffix="_out")
    return joined.select(
        "group",
        "category",
        pl.concat_list("inner", "outer").list.unique(maintain_order=True).alias("units"),
        pl.lit(grade).alias("grade"),
        pl.col("person_id").alias("last_in"),
        pl.col("score").alias("last_in_score"),
        pl.col("person_id_out").alias("first_out"),
        pl.col("score_out").alias("first_out_score"),
        shown(scaled("score", 4, 4) - scaled("score_out", 4, 4), 4).alias("gap"),
        _decided_by(quotas, grade).alias("decided_by"),
    )


def _decided_by(quotas: Quotas, grade: str) -> pl.Expr:
    minimum = quotas.minimum_score.get(grade)
    below = pl.lit(value=False) if minimum is None else pl.col("score_out") < pl.lit(minimum)
    tied = pl.when(pl.col(ORDER) == pl.col(f"{ORDER}_out")).then(pl.lit("tie_rule")).otherwise(pl.lit("tie_break"))
    by_score = pl.when(pl.col("score") != pl.col("score_out")).then(pl.lit("score")).otherwise(tied)
    return pl.when(below).then(pl.lit("minimum")).otherwise(by_score)


NO_EDGES = pl.Schema(
    {
        **dict.fromkeys(("group", "category", "grade"), pl.String()),
        "units": pl.List(pl.String()),
        **EDGE,
        "gap": SCORE,
    }
)

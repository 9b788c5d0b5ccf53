"""The groups in which people are graded: which units they hold, and who stood at the edge of a grade."""

from __future__ import annotations

import polars as pl
from polars.dataframe.group_by import GroupBy

from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.figures.unit_edges import EDGE, SCORE
from pay_linkage.figures.units import category_order
from pay_linkage.kernels.exact import scaled, shown
from pay_linkage.kernels.filling import PLACED, TIE
from pay_linkage.schemes.quotas import Quotas

NUMBER, RANK = pl.col("_number"), pl.col(TIE)
FIRST = pl.when(NUMBER.ne_missing(NUMBER.shift(1))).then(RANK).forward_fill()
LAST = pl.when(NUMBER.ne_missing(NUMBER.shift(-1))).then(RANK).backward_fill()
"""The rank of the first and the last of a row's group, where groups follow each other and each is in order."""


def group_rows(run: ReportedRun) -> pl.DataFrame:
    """The quotas table with the category and the unit_ids (``units``) of each group."""
    members = run.filling.frame.group_by("group").agg(
        pl.col("category").first(), pl.col("unit_id").unique().sort().alias("units")
    )
    joined = run.results["quotas"].join(members, on="group", how="left")
    return joined.sort(category_order(run), "group")


def group_edges(run: ReportedRun, quotas: Quotas) -> pl.DataFrame:
    """Per group and individual grade but the last: ``EDGE`` in person_ids and the ``gap`` between the two scores, the
    smallest first, with category and units.

    Fixed grades stand outside the order; who is capped below a grade did not miss it.
    """
    free = run.filling.frame.filter(pl.col("grade_fixed").is_null()).with_row_index("_row")
    edges = [_edge(free, place, grade, quotas) for place, grade in enumerate(quotas.grades[:-1])]
    return pl.concat(edges).sort("gap", "group", "grade") if edges else NO_EDGES.to_frame()


def _edge(free: pl.DataFrame, place: int, grade: str, quotas: Quotas) -> pl.DataFrame:
    """The edge below one grade, in every group that has one."""
    inside = _tied(free, pl.col(PLACED) == place, LAST)
    outside = _tied(free, (pl.col(PLACED) > place) & (pl.col("_cap") <= place), FIRST)
    last = inside.agg(pl.col("category", "person_id", "score", TIE).last(), pl.col("unit_id").last().alias("inner"))
    first = outside.agg(pl.col("person_id", "score", TIE).first(), pl.col("unit_id").first().alias("outer"))
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


def _tied(free: pl.DataFrame, among: pl.Expr, rank: pl.Expr) -> GroupBy:
    """Those ``among`` the people of each group who share that ``rank`` of them, in the order of person_id."""
    rows = free.select(NUMBER, RANK, "_row", among.alias("_among")).filter("_among").filter(rank == RANK)["_row"]
    return free[rows].sort("group", "person_id").group_by("group", maintain_order=True)


def _decided_by(quotas: Quotas, grade: str) -> pl.Expr:
    minimum = quotas.minimum_score.get(grade)
    below = pl.lit(value=False) if minimum is None else pl.col("score_out") < pl.lit(minimum)
    tied = pl.when(pl.col(TIE) == pl.col(f"{TIE}_out")).then(pl.lit("tie_rule")).otherwise(pl.lit("tie_break"))
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

"""Grades that moved though neither the person nor the unit did: another quota, or somebody else in the place."""

from __future__ import annotations

import polars as pl

from pay_linkage.diff.sentences import PLACE_FREED, PLACE_TAKEN, QUOTA
from pay_linkage.diff.two_runs import Side, TwoRuns, differs, side_by_side

PLACES = "places_"


def quota_causes(moved: pl.DataFrame, runs: TwoRuns) -> pl.DataFrame:
    """``moved`` (people side by side, with the causes ``own`` and ``unit``) with the cause ``quota``."""
    grouped = moved.with_columns(
        group(run, f"unit_id_{when}").alias(f"group_{when}")
        for run, when in ((runs.before, "before"), (runs.after, "after"))
    ).join(_changed_quotas(runs), left_on="group_after", right_on="group", how="left", maintain_order="left")
    graded = pl.col("is_before") & pl.col("is_after") & differs("individual_grade")
    unexplained = graded & pl.col("own").is_null() & pl.col("unit").is_null()
    other_quota = pl.col("quota_changed").fill_null(value=False) | differs("group")
    said = {lang: _said(runs, lang, other_quota) for lang in ("en", "zh")}
    words = pl.struct(expr.alias(lang) for lang, expr in said.items())
    return grouped.with_columns(pl.when(unexplained).then(words).alias("quota")).drop("group_before", "group_after")


def group(run: Side, unit: str) -> pl.Expr:
    """The group in which a unit's people were graded: the unit, or its pool of small units (rulebook §5)."""
    results = run.table("unit_results")
    pools = dict(results.select("unit_id", pl.concat_str("category", "grade", separator="/")).iter_rows())
    alone = run.table("quotas")["group"].implode()
    pooled = pl.col(unit).replace_strict(pools, default=None, return_dtype=pl.String)
    return pl.when(pl.col(unit).is_in(alone)).then(pl.col(unit)).otherwise(pooled)


def _changed_quotas(runs: TwoRuns) -> pl.DataFrame:
    """group, quota_changed: whether its people, its unit grade or its places are others."""
    both = [run.table("quotas") for run in (runs.before, runs.after)]
    places = [name for name in both[0].columns if name.startswith(PLACES) and name in both[1].columns]
    before, after = (frame.select("group", "unit_grade", "graded_people", *places) for frame in both)
    changed = differs("unit_grade", "graded_people", *places).alias("quota_changed")
    return side_by_side(before, after, ["group"]).select("group", changed)


def _said(runs: TwoRuns, lang: str, other_quota: pl.Expr) -> pl.Expr:
    grades = [name.removeprefix(PLACES) for name in runs.after.table("quotas").columns if name.startswith(PLACES)]
    place = {grade: number for number, grade in enumerate(grades)}
    before, after = (
        pl.col(f"individual_grade_{when}").replace_strict(place, default=len(place), return_dtype=pl.Int64)
        for when in ("before", "after")
    )
    moved_in = (
        pl.when(after > before).then(pl.lit(getattr(PLACE_TAKEN, lang))).otherwise(pl.lit(getattr(PLACE_FREED, lang)))
    )
    head, tail = getattr(QUOTA, lang).split("{group}")
    quota = pl.concat_str(pl.lit(head), "group_after", pl.lit(tail))
    return pl.when(other_quota).then(quota).otherwise(moved_in)

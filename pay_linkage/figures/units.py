"""Units with the parts of their scores, in the order in which they are ranked."""

from __future__ import annotations

import polars as pl

from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.kernels.exact import scaled, shown


def unit_rows(run: ReportedRun) -> pl.DataFrame:
    """``unit_results`` with unit_name, unscaled_sum, scaled_sum (8 decimals), effect (4 decimals) and people.

    ``effect`` of the coefficient is final_score − score_without_coefficient, so that the parts add up to what is shown;
    ``people`` have the unit as their last one. By category in the scheme's order, then rank.
    """
    people = run.results["person_results"].group_by("unit_id").agg(pl.len().cast(pl.Int64).alias("people"))
    effect = scaled("final_score", 4, 4) - scaled("score_without_coefficient", 4, 4)
    return (
        run.results["unit_results"]
        .join(run.inputs.units.select("unit_id", "unit_name"), on="unit_id")
        .join(run.scored.select("unit_id", "scaled_sum", "unscaled_sum"), on="unit_id")
        .join(people, on="unit_id", how="left")
        .with_columns(shown(effect, 4).alias("effect"), pl.col("people").fill_null(0))
        .sort(category_order(run), "rank", "unit_id")
    )


def category_order(run: ReportedRun) -> pl.Expr:
    """The place of a row's category in the scheme."""
    order = {name: place for place, name in enumerate(run.scheme.categories)}
    return pl.col("category").replace_strict(order, return_dtype=pl.Int64)

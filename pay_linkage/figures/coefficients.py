"""What a pay line is multiplied by, unit by unit and grade by grade."""

from __future__ import annotations

import polars as pl

from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.figures.units import category_order
from pay_linkage.kernels.exact import half_up, scaled, shown, whole
from pay_linkage.kernels.matching import matched
from pay_linkage.rules.pay_line import combined_coefficient

BAND = 10**5
"""Width of a band of individual coefficients: 0.1, × 10^6."""


def by_band(run: ReportedRun) -> bool:
    """Whether individual coefficients come from scores: then they are shown in bands."""
    return run.scheme.linkage.individual_coefficient.from_ == "score"


def coefficient_cells(run: ReportedRun, *, by_unit: bool) -> pl.DataFrame:
    """Per unit (or, unless ``by_unit``, unit grade) and heading: people, and the lowest and highest of what the
    coefficients make together on their pay lines (half up to 6 decimals).

    ``heading`` is the individual grade, or the band in which the individual coefficient lies, by its lower end.
    """
    grades = run.results["person_results"].select("person_id", "individual_grade")
    lines = matched(run.paid_lines, grades, "person_id")
    together = shown(half_up(combined_coefficient(run.scheme.linkage), 10**6), 6)
    unit = pl.col("unit_id") if by_unit else pl.lit(None, pl.String).alias("unit_id")
    rank = pl.col("rank") if by_unit else pl.lit(0, pl.Int64).alias("rank")
    cells = lines.with_columns(together.alias("together"), _heading(run).alias("heading"), unit, rank)
    keys = ("category", "unit_id", "unit_grade", "heading")
    counts = cells.group_by(keys).agg(
        pl.col("_person").n_unique().cast(pl.Int64).alias("people"),
        pl.col("together").min().alias("lowest"),
        pl.col("together").max().alias("highest"),
        pl.col("rank").first(),
    )
    return counts.sort(category_order(run), "rank", "unit_id", "unit_grade", "heading").drop("rank")


def _heading(run: ReportedRun) -> pl.Expr:
    if not by_band(run):
        return pl.col("individual_grade")
    start = scaled("individual_coefficient", 6, 6) // whole(BAND)
    return shown(start, 1).cast(pl.String)

"""What fits into a page that can be mailed: of very many rows those that somebody would look for first."""

from __future__ import annotations

import polars as pl

from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.figures.units import category_order
from pay_linkage.report.data import Shown

MOST_UNITS = 240
MOST_ROWS = 200


def fitting_units(units: pl.DataFrame) -> Shown:
    """All units; of more than ``MOST_UNITS`` the best and the last of each category, and those that the coefficient
    moved the farthest.
    """
    if units.height <= MOST_UNITS:
        return Shown(units, units.height)
    each = MOST_UNITS // (3 * units["category"].n_unique())
    best, moves = pl.col("rank").rank("ordinal"), pl.col("places_gained").abs().rank("ordinal", descending=True)
    last = pl.col("rank").rank("ordinal", descending=True)
    chosen = pl.any_horizontal(place.over("category") <= each for place in (best, last, moves))
    return Shown(units.filter(chosen), units.height)


def first_rows(rows: pl.DataFrame) -> Shown:
    """All rows, or the first ``MOST_ROWS``."""
    return Shown(rows.head(MOST_ROWS), rows.height)


def fitting_groups(run: ReportedRun, groups: pl.DataFrame) -> Shown:
    """All groups; of more than ``MOST_ROWS`` the sums by category and unit grade, named ``category/grade``."""
    if groups.height <= MOST_ROWS:
        return Shown(groups, groups.height)
    counts = pl.selectors.by_dtype(pl.Int64).sum()
    name = pl.concat_str("category", "unit_grade", separator="/").alias("group")
    no_units = pl.lit([], pl.List(pl.String)).alias("units")
    summed = groups.group_by("category", "unit_grade").agg(
        counts, pl.col("breach").drop_nulls().unique().sort().str.join(";").replace("", None)
    )
    return Shown(summed.with_columns(name, no_units).sort(category_order(run), "unit_grade"), groups.height)


def fitting_pools(rows: pl.DataFrame) -> Shown:
    """All scopes; of more than ``MOST_ROWS`` those that were scaled down the most."""
    if rows.height <= MOST_ROWS:
        return Shown(rows, rows.height)
    first = rows.sort("scale", "scope_id", nulls_last=True).head(MOST_ROWS)
    return Shown(first, rows.height)

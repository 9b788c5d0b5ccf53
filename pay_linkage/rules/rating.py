"""The rating departments' verdict: total, rank, coefficient, band (rulebook §2)."""

from __future__ import annotations

import polars as pl

from pay_linkage.kernels.exact import scaled, scaled_number, shown, whole
from pay_linkage.kernels.order import tenth_ranks, with_tie_ranks
from pay_linkage.schemes.rank_coefficient import RankCoefficient
from pay_linkage.schemes.rating import Rating
from pay_linkage.schemes.scheme import Scheme

ONE = shown(whole(10**6), 6)
"""The coefficient of units that no rating coefficient applies to."""


def rating_totals(ratings: pl.DataFrame, indicator_scores: pl.DataFrame) -> pl.DataFrame:
    """Sum of the departments' scores per unit: unit_id, rating_total (4 decimals)."""
    given = pl.concat([ratings.select("unit_id", "score"), indicator_scores.select("unit_id", "score")])
    total = given.group_by("unit_id").agg(scaled("score", 4, 4).sum().alias("rating_total"))
    return total.with_columns(shown(pl.col("rating_total"), 4))


def rating_results(units: pl.DataFrame, totals: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Per unit: rating_total, rating_rank (1 decimal), coefficient (6 decimals), rating_band, interview.

    A category without a rating has coefficient 1, no interview, and empty rating columns.
    """
    parts = []
    for name, category in scheme.categories.items():
        members = units.filter(pl.col("category") == name).select("unit_id")
        parts.append(_rated(members, totals, category.rating) if category.rating else _unrated(members))
    return pl.concat(parts)


def _unrated(members: pl.DataFrame) -> pl.DataFrame:
    return members.with_columns(
        pl.lit(None, pl.Decimal(38, 4)).alias("rating_total"),
        pl.lit(None, pl.Decimal(38, 1)).alias("rating_rank"),
        ONE.alias("coefficient"),
        pl.lit(None, pl.String).alias("rating_band"),
        pl.lit(value=False).alias("interview"),
    )


def _rated(members: pl.DataFrame, totals: pl.DataFrame, rating: Rating) -> pl.DataFrame:
    rated = members.join(totals, on="unit_id", how="left").with_columns(pl.lit(0, pl.Int8).alias("_all"))
    rule = rating.coefficient
    band = _band(rating)
    return with_tenths(rated, "_all", rule).select(
        "unit_id",
        "rating_total",
        shown(pl.col("_tenths"), 1).alias("rating_rank"),
        (rank_coefficient(rule, members.height) if rule else ONE).alias("coefficient"),
        band.alias("rating_band"),
        band.is_in(list(rating.interview)).fill_null(value=False).alias("interview"),
    )


def with_tenths(rated: pl.DataFrame, field: str, rule: RankCoefficient | None) -> pl.DataFrame:
    """``rated`` with ``_tenths``: the rank of rating_total × 10 among those of the same ``field``."""
    ranked = with_tie_ranks(rated, field, ["rating_total"], "_rank")
    ties = rule.ties if rule else "average"
    return ranked.with_columns(tenth_ranks("_rank", [field], ties).cast(pl.Int128).alias("_tenths"))


def rank_coefficient(rule: RankCoefficient, units: int) -> pl.Expr:
    """``1 + step × (anchor − rating_rank)`` of ``_tenths`` (rank × 10), exact with 6 decimals."""
    step = scaled_number(rule.step, 5)
    return shown(whole(10**6) + whole(step) * (whole(anchor_tenths(rule, units)) - pl.col("_tenths")), 6)


def anchor_tenths(rule: RankCoefficient, units: int) -> int:
    """The rank that has coefficient 1, × 10, among ``units`` units."""
    anchor = rule.anchor
    middles = {
        "median": 5 * (units + 1),
        "upper_middle": 10 * ((units + 1) // 2),
        "lower_middle": 10 * (units // 2 + 1),
    }
    return middles[anchor] if isinstance(anchor, str) else scaled_number(anchor, 1)


def _band(rating: Rating) -> pl.Expr:
    """The best band whose share of the full marks (percent) the rating total reaches."""
    full_marks = scaled_number(rating.full_marks, 4)
    result = pl.lit(None, pl.String)
    for name, percent in sorted((rating.bands or {}).items(), key=lambda band: band[1]):
        edge = whole(scaled_number(percent, 6) * full_marks)
        reached = scaled("rating_total", 4, 4) * whole(100 * 10**6) >= edge
        result = pl.when(reached).then(pl.lit(name)).otherwise(result)
    return result

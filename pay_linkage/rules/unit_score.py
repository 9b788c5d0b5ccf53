"""Base score and final score of units (rulebook §2)."""

from __future__ import annotations

import polars as pl

from contracts.problem import Place, Problem, Refused
from pay_linkage.kernels.exact import half_up, rounded_scaled, scaled, scaled_number, shown, whole
from pay_linkage.kernels.room import fits, largest
from pay_linkage.schemes.scheme import Scheme


def base_scores(units: pl.DataFrame, component_scores: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Sums of weighted component scores per unit: unit_id, category, scaled_sum, unscaled_sum, base_score (8 decimals).

    ``component_scores`` holds given and ballot scores alike. Where the category says ``reweight``, each kind's sum is
    multiplied by its full marks ÷ the full marks of the components present, half up to 8 decimals. Raises ``Refused``
    where full marks and weights are too large for that to be exact.
    """
    parts = (
        component_scores.filter(pl.col("score").is_not_null())
        .join(units.select("unit_id", "category"), on="unit_id")
        .join(component_weights(scheme), on=["category", "component"])
        .with_columns((scaled("score", 4, 4) * pl.col("weight")).alias("points"))
        .group_by("unit_id", "is_scaled")
        .agg(
            pl.col("points").sum(),
            pl.col("full").sum().alias("present"),
            pl.col("kind_full").first().alias("kind_full"),
        )
    )
    _refuse_unless(fits(largest(parts, "points"), largest(parts, "kind_full"), 4))
    parts = parts.with_columns(half_up(pl.col("points") * pl.col("kind_full"), pl.col("present")).alias("points"))
    sums = units.select("unit_id", "category")
    for name, is_scaled in (("scaled_sum", True), ("unscaled_sum", False)):
        kind = parts.filter(pl.col("is_scaled") == is_scaled).select("unit_id", pl.col("points").alias(name))
        sums = sums.join(kind, on="unit_id", how="left", maintain_order="left")
    sums = sums.with_columns(pl.col("scaled_sum", "unscaled_sum").fill_null(whole(0)))
    base = pl.col("scaled_sum") + pl.col("unscaled_sum")
    return sums.with_columns(
        shown(pl.col("scaled_sum"), 8).alias("scaled_sum"),
        shown(pl.col("unscaled_sum"), 8).alias("unscaled_sum"),
        shown(base, 8).alias("base_score"),
    )


def component_weights(scheme: Scheme) -> pl.DataFrame:
    """Per category and component: weight × 10^4, full marks × weight × 10^8, the sum of its kind, and whether it is
    scaled.
    """
    rows = []
    for category_name, category in scheme.categories.items():
        rule = category.rating.coefficient if category.rating else None
        scaled_ones = rule.scaled(category.components) if rule else ()
        for name, component in category.components.items():
            weight = scaled_number(component.weight, 4)
            full = weight * scaled_number(component.full_marks, 4)
            rows.append((category_name, name, weight, full, name in scaled_ones))
    schema = {
        "category": pl.String(),
        "component": pl.String(),
        "weight": pl.Int128(),
        "full": pl.Int128(),
        "is_scaled": pl.Boolean(),
    }
    weights = pl.DataFrame(rows, schema=schema, orient="row")
    return weights.with_columns(pl.col("full").sum().over("category", "is_scaled").alias("kind_full"))


def final_scores(
    base: pl.DataFrame, coefficients: pl.DataFrame, adjustments: pl.DataFrame, scheme: Scheme
) -> pl.DataFrame:
    """``base`` joined with rating and adjustment columns, and with final_score and score_without_coefficient (4
    decimals).

    ``final_score = Σ unscaled + coefficient × Σ scaled + adjustment``, half up to ``score_decimals`` before anything
    ranks or compares it; without the coefficient the same with coefficient 1. Raises ``Refused`` where sums and
    coefficients are too large for that to be exact.
    """
    joined = base.join(coefficients, on="unit_id", how="left", maintain_order="left").join(
        adjustments, on="unit_id", how="left", maintain_order="left"
    )
    sums = largest(joined, "scaled_sum", "unscaled_sum")
    _refuse_unless(fits(sums, max(largest(joined, "coefficient"), 10**6), 4))
    return joined.with_columns(score_columns(scheme.score_decimals))


def score_columns(decimals: int) -> list[pl.Expr]:
    """final_score and score_without_coefficient of the columns that they are made of."""
    rest = scaled("unscaled_sum", 14, 8) + scaled("adjustment", 14, 4)
    with_coefficient = rest + scaled("coefficient", 6, 6) * scaled("scaled_sum", 8, 8)
    without = rest + scaled("scaled_sum", 14, 8)
    return [
        _shown_score(with_coefficient, decimals).alias("final_score"),
        _shown_score(without, decimals).alias("score_without_coefficient"),
    ]


def _shown_score(exact: pl.Expr, decimals: int) -> pl.Expr:
    return shown(rounded_scaled(exact, 14, decimals) * whole(10 ** (4 - decimals)), 4)


def _refuse_unless(exact: bool) -> None:
    if not exact:
        raise Refused([Problem("scores_beyond_arithmetic", Place(""), "component_scores", "score")])

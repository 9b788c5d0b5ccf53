"""The values of units that can be moved: component scores and ratings, with what bounds and weighs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pay_linkage.admission import Inputs
from pay_linkage.chain import component_scores
from pay_linkage.kernels.exact import scaled
from pay_linkage.margins.field import Row
from pay_linkage.margins.score_lines import Kind, kinds
from pay_linkage.rules.unit_score import component_weights
from pay_linkage.schemes.scheme import Scheme

INDICATOR = " / "
"""Between a department and its indicators."""


@dataclass(frozen=True, slots=True)
class UnitValues:
    """By unit_id: component scores in the scheme's order and ratings in the input's; and the sums by kind."""

    components: Mapping[str, Sequence[Row]]
    ratings: Mapping[str, Sequence[Row]]
    kinds: Mapping[tuple[str, bool], Kind]


def unit_values(inputs: Inputs, scheme: Scheme) -> UnitValues:
    """The values of all units, numbers as scaled integers."""
    components = _components(inputs, scheme)
    return UnitValues(_by_unit(components), _by_unit(_ratings(inputs)), kinds(components))


def _components(inputs: Inputs, scheme: Scheme) -> pl.DataFrame:
    """unit_id, component, score, weight, full, kind_full, points, full_marks, by_ballots."""
    rules = [
        (category, name, order, component.full_marks, component.ballots is not None)
        for category, rule in scheme.categories.items()
        for order, (name, component) in enumerate(rule.components.items())
    ]
    names = {"category": pl.String(), "component": pl.String(), "order": pl.Int64()}
    known = pl.DataFrame(
        rules, schema={**names, "full_marks": pl.Decimal(38, 4), "by_ballots": pl.Boolean()}, orient="row"
    )
    keys = ["category", "component"]
    return (
        component_scores(inputs, scheme)
        .drop_nulls("score")
        .join(inputs.units.select("unit_id", "category"), on="unit_id")
        .join(component_weights(scheme), on=keys)
        .join(known, on=keys)
        .sort("unit_id", "order")
        .with_columns(pl.col("score", "full_marks").to_physical())
        .with_columns((pl.col("score") * pl.col("weight")).alias("points"))
    )


def _ratings(inputs: Inputs) -> pl.DataFrame:
    """unit_id, kind, code, score, full_marks (of an indicator)."""
    indicators = inputs.indicator_scores
    code = pl.concat_str("department", "indicator_1", "indicator_2", separator=INDICATOR)
    own = pl.col("full_marks").to_physical()
    return pl.concat(
        [
            _rated(inputs.ratings, "rating", pl.col("department"), pl.lit(None, pl.Int128)),
            _rated(indicators, "indicator", code, own),
        ]
    )


def _rated(rows: pl.DataFrame, kind: str, code: pl.Expr, full_marks: pl.Expr) -> pl.DataFrame:
    value = scaled("score", 4, 4)
    return rows.select(
        "unit_id", pl.lit(kind).alias("kind"), code.alias("code"), value.alias("score"), full_marks.alias("full_marks")
    )


def _by_unit(frame: pl.DataFrame) -> dict[str, list[Row]]:
    return dict(frame.rows_by_key("unit_id", named=True, include_key=True))

"""Bonus and deduction points, vetoes and fail events (rulebook §2, §4.2)."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from pay_linkage.kernels.exact import scaled, scaled_number, shown, whole
from pay_linkage.schemes.scheme import Scheme


def adjustments(units: pl.DataFrame, events: pl.DataFrame, standings: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Per unit: bonus, deduction, adjustment (4 decimals, after all caps), barred (veto, contest), fails (fail event).

    ``standings`` are the contests' (``contest_standings``): their bonuses are points of the event code with the
    contest's name and share its cap.
    """
    points = _points(events, standings, scheme)
    result = units.select("unit_id")
    for kind, cap in (("bonus", scheme.adjustment.bonus_cap), ("deduction", scheme.adjustment.deduction_cap)):
        sums = points.filter(pl.col("kind") == kind).group_by("unit_id").agg(pl.col("points").sum().alias(kind))
        capped = pl.min_horizontal(pl.col(kind), whole(scaled_number(cap, 4))) if cap is not None else pl.col(kind)
        result = result.join(sums.with_columns(capped.alias(kind)), on="unit_id", how="left", maintain_order="left")
    result = result.with_columns(pl.col("bonus", "deduction").fill_null(whole(0)))
    kinds = events.join(event_codes(scheme), on="code", how="left")
    vetoed = pl.concat(
        [
            kinds.filter(pl.col("kind") == "veto").select("unit_id"),
            standings.filter(pl.col("barred")).select("unit_id"),
        ]
    )
    failed = kinds.filter(pl.col("kind") == "fail")
    return result.with_columns(
        shown(pl.col("bonus"), 4).alias("bonus"),
        shown(pl.col("deduction"), 4).alias("deduction"),
        shown(pl.col("bonus") - pl.col("deduction"), 4).alias("adjustment"),
        pl.col("unit_id").is_in(vetoed["unit_id"].implode()).alias("barred"),
        pl.col("unit_id").is_in(failed["unit_id"].implode()).alias("fails"),
    )


def event_codes(scheme: Scheme) -> pl.DataFrame:
    """The scheme's event codes: code, kind, default points and cap per unit (× 10^4, empty where none)."""
    rows = [(code, event.kind, _optional(event.points), _optional(event.cap)) for code, event in scheme.events.items()]
    schema = {"code": pl.String(), "kind": pl.String(), "default": pl.Int128(), "cap": pl.Int128()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _points(events: pl.DataFrame, standings: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """Points per unit and code after the code's cap: unit_id, kind, points (× 10^4)."""
    codes = event_codes(scheme)
    own = events.join(codes, on="code", how="left").select(
        "unit_id", "code", pl.coalesce(scaled("points", 4, 4), "default").alias("points")
    )
    won = standings.select("unit_id", pl.col("contest").alias("code"), scaled("bonus", 4, 4).alias("points"))
    summed = pl.concat([own, won]).group_by("unit_id", "code").agg(pl.col("points").sum())
    known = summed.join(codes, on="code", how="left").with_columns(pl.col("kind").fill_null("bonus"))
    return known.select("unit_id", "kind", pl.min_horizontal("points", "cap").alias("points"))


def _optional(value: Decimal | None) -> int | None:
    return None if value is None else scaled_number(value, 4)

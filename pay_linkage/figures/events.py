"""Events and contest places of the units, with the documents behind them."""

from __future__ import annotations

import polars as pl

from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.figures.units import category_order
from pay_linkage.kernels.exact import scaled, shown
from pay_linkage.rules.adjustment import event_codes
from pay_linkage.rules.contests import contest_standings

KINDS = ("fail", "veto", "deduction", "bonus")
"""In the order in which they matter."""
COLUMNS = ("kind", "unit_id", "category", "code", "points", "occurred_on", "document", "event_id")


def event_rows(run: ReportedRun) -> pl.DataFrame:
    """``COLUMNS``: every event, and every contest place that gives points or bars a unit (without event_id).

    ``points`` are the row's or its code's, before caps; ``kind`` of a barring place is ``veto``.
    """
    units = run.inputs.units.select("unit_id", "category")
    listed = pl.concat([_events(run), *_places(run)], how="diagonal").join(units, on="unit_id")
    order = pl.col("kind").replace_strict({kind: place for place, kind in enumerate(KINDS)}, return_dtype=pl.Int64)
    return listed.sort(order, category_order(run), "unit_id", "event_id", "code", nulls_last=True).select(COLUMNS)


def _events(run: ReportedRun) -> pl.DataFrame:
    points = shown(pl.coalesce(scaled("points", 4, 4), "default"), 4).alias("points")
    coded = run.inputs.events.join(event_codes(run.scheme), on="code")
    return coded.select("event_id", "unit_id", "code", "kind", points, "occurred_on", "document")


def _places(run: ReportedRun) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Contest places with a bonus, and those that bar."""
    standings = contest_standings(run.inputs.contests, run.scheme)
    bonus = standings.filter(pl.col("bonus") > 0).select(
        "unit_id", pl.col("contest").alias("code"), pl.lit("bonus").alias("kind"), pl.col("bonus").alias("points")
    )
    barred = standings.filter("barred").select("unit_id", pl.col("contest").alias("code"), pl.lit("veto").alias("kind"))
    return bonus, barred

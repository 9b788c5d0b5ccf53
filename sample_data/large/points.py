"""Events, contest points and pools of a large district."""

from __future__ import annotations

from datetime import date

import polars as pl

from sample_data.large.draws import decimals, stream

CODES = {
    "red_flag_project": 60,
    "commendation_ministry_province": 30,
    "breakthrough_praised_city": 30,
    "conduct_violation": 40,
    "discipline_violation": 20,
    "veto_work_safety": 10,
    "circulated_criticism_city": 5,
}
"""Event code → of how many units in a thousand."""
ROUNDS = 4
CONTESTANTS = 200
"""So many units of a thousand take part in the contest."""
TIGHT, LOOSE = 900, 1300
HUNDRED_YUAN = 100_00


def events(units: pl.DataFrame, seed: int, cycle: int) -> pl.DataFrame:
    """The table events; every code keeps its own points."""
    drawn = stream(seed)
    rows = pl.concat(
        units.filter(drawn(code, 1000) < often).select(
            "unit_id", code=pl.lit(code), occurred_on=pl.lit(date(cycle, 1, 1)) + pl.duration(days=drawn("on", 365))
        )
        for code, often in CODES.items()
    )
    return rows.with_row_index("event").select(
        pl.concat_str(pl.lit("E"), pl.col("event") + 1).alias("event_id"),
        "unit_id",
        "code",
        "occurred_on",
        pl.concat_str(pl.lit(f"示例〔{cycle}〕"), pl.col("event") + 1, pl.lit("号")).alias("document"),
    )


def contests(units: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The table contests: points with one decimal, some below zero."""
    drawn = stream(seed)
    taking_part = units.filter(drawn("contest", 1000) < CONTESTANTS)
    return pl.concat(
        taking_part.select(
            contest=pl.lit("double_learning"),
            round=pl.lit(f"R{number}"),
            unit_id="unit_id",
            points=decimals(drawn(f"round {number}", 110) - 10, 1),
        )
        for number in range(1, ROUNDS + 1)
    )


def pools(units: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """The table pools: every second unit's is too small for its people; ``paid`` has Σ base pay in cents per unit."""
    share = pl.when(pl.col("number") % 2 == 1).then(TIGHT).otherwise(LOOSE)
    cents = pl.col("cents") * share // 1000 // HUNDRED_YUAN * HUNDRED_YUAN
    joined = units.join(paid, left_on="number", right_on="unit", maintain_order="left")
    return joined.select(scope_id="unit_id", amount=decimals(cents, 2))

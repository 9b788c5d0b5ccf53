"""The tables about the units of a large district: eleven townships to twenty-nine organs, as in 2018."""

from __future__ import annotations

import polars as pl

from sample_data.large.draws import Stream, decimals, stream

TOWNSHIPS, ROUND = 11, 40
"""Of every ``ROUND`` units so many are townships."""
COMPONENTS = {
    "township": {"economic_development": 35, "social_development": 25, "other_work": 20, "leaders_evaluation": 10},
    "organ": {"breakthrough_work": 40, "common_work": 30, "leaders_evaluation": 15},
}
BALLOTS = {
    "township": ("democratic_evaluation", {"leaders": 32, "grassroots": 125, "public": 400}),
    "organ": ("grassroots_evaluation", {"townships": 33, "communities": 88, "public": 260}),
}
DEPARTMENTS = ("discipline_inspection", "organization", "publicity", "united_front")
WORST, SPREAD = 720, 240
"""Thousandths of the full marks that the worst unit gets, and how much more the best may get."""


def unit_id(column: str) -> pl.Expr:
    """The unit_id of a unit's number (from 0)."""
    return pl.col(column).cast(pl.String).str.zfill(6)


def unit_numbers(units: int) -> pl.DataFrame:
    """``number``, unit_id and category of so many units."""
    is_township = pl.col("number") % ROUND < TOWNSHIPS
    return pl.select(number=pl.int_range(units, dtype=pl.Int64)).with_columns(
        unit_id=unit_id("number"),
        category=pl.when(is_township).then(pl.lit("township")).otherwise(pl.lit("organ")),
    )


def unit_rows(units: pl.DataFrame) -> pl.DataFrame:
    """The table units."""
    return units.select(
        "unit_id", pl.concat_str(pl.lit("示例单位"), pl.col("number") + 1).alias("unit_name"), "category"
    )


def component_scores(units: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The table component_scores: each score near the unit's level, with two decimals."""
    drawn = stream(seed)
    return pl.concat(
        units.filter(category=category).select(
            "unit_id",
            component=pl.lit(component),
            score=decimals(full * (_level(drawn) + drawn(component, 30)) // 10, 2),
        )
        for category, components in COMPONENTS.items()
        for component, full in components.items()
    )


def ratings(units: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The table ratings: each department between 13 and 25."""
    drawn = stream(seed)
    return pl.concat(
        units.select("unit_id", department=pl.lit(name), score=decimals(1300 + drawn(name, 1200), 2))
        for name in DEPARTMENTS
    )


def ballots(units: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The table ballots: the higher the unit's level, the more votes for the best option."""
    level = _level(stream(seed))
    return pl.concat(
        units.filter(category=category).select(
            "unit_id",
            component=pl.lit(component),
            voter_group=pl.lit(group),
            option=pl.lit(option),
            votes=votes,
        )
        for category, (component, groups) in BALLOTS.items()
        for group, voters in groups.items()
        for option, votes in _votes(level, voters).items()
    )


def _level(drawn: Stream) -> pl.Expr:
    return WORST + drawn("level", SPREAD)


def _votes(level: pl.Expr, voters: int) -> dict[str, pl.Expr]:
    best = voters * (level - 600) // 400
    good = (voters - best) * 7 // 10
    fair = (voters - best - good) * 2 // 3
    return {"excellent": best, "good": good, "fair": fair, "poor": voters - best - good - fair}

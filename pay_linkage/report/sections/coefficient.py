"""What the coefficient did to the ranks."""

from __future__ import annotations

import polars as pl

from pay_linkage.report.data import ReportData
from pay_linkage.report.fields import count, decimal, heading, text
from pay_linkage.report.section import Block, Chart, Section
from pay_linkage.report.sections.slopes import Slope, slope_rows, slope_spec
from pay_linkage.report.table import table
from pay_linkage.report.words import said

COLUMNS = ("category", "unit_id", "unit_name", "rank_without_coefficient", "rank")


def coefficient(data: ReportData) -> Section:
    """A slope chart a category that has a coefficient, and a table of those that moved."""
    if not data.rated:
        return Section("coefficient", said("lede", "coefficient_none"))
    facts = next(step.facts for step in data.steps if step.key == "rating")
    lede = said("lede", "coefficient", gained=facts["places_gained"], lost=facts["places_lost"])
    return Section(
        "coefficient", lede, [_block(data, category) for category in data.rated if _units(data, category).height]
    )


def _units(data: ReportData, category: str) -> pl.DataFrame:
    return data.units.rows.filter(pl.col("category") == category)


def _block(data: ReportData, category: str) -> Block:
    units, name = _units(data, category), data.names.categories[category]
    caption = said("charts", "slope", category=name)
    slopes = [Slope(*row) for row in units.select(COLUMNS).iter_rows()]
    sides = (said("charts", "without"), said("charts", "with"))
    spec = slope_spec(slopes, sides, heading("places_gained"))
    chart = Chart(f"coefficient-{category}", caption, spec, slope_rows(slopes, sides), "dim", category, lines_by="")
    fields = [
        *(
            text("unit_id"),
            text("unit_name"),
            decimal("rating_total"),
            decimal("rating_rank", 0),
            decimal("coefficient", 3),
        ),
        *(decimal("score_without_coefficient"), decimal("effect", signed=True), decimal("final_score")),
        *(count("rank_without_coefficient"), count("rank"), count("places_gained", signed=True)),
    ]
    return Block([chart], [table(f"places-{category}", caption, units, fields)], name, category)

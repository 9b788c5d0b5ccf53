"""Units by rank, with the parts of their scores."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from contracts.words import Words
from pay_linkage.report.charts import FOCUSED, NUMBER, by_place, colours, layered, legend, numbers, rule, tooltip
from pay_linkage.report.data import ReportData
from pay_linkage.report.fields import Field, count, decimal, fact, heading, named, text
from pay_linkage.report.palette import PARTS
from pay_linkage.report.section import Block, Chart, Section, Spec
from pay_linkage.report.table import table
from pay_linkage.report.words import said

NEGATIVE = "deduction"
"""The part that is taken off."""
FIRST = {"transform": [{"filter": "datum.first"}]}
"""One row a unit."""


def ranking(data: ReportData) -> Section:
    """A chart and a table a category."""
    left_out = said("page", "units_left_out", count=data.units.left_out) if data.units.left_out else None
    blocks = []
    for category, name in data.names.categories.items():
        units = data.units.rows.filter(pl.col("category") == category)
        if units.height:
            caption = said("charts", "ranking", category=name)
            parts = [part for part in PARTS if (units[part] != 0).any()] or [*PARTS][:1]
            chart = Chart(f"ranking-{category}", caption, _spec(parts), _rows(data, units, parts), "dim", category)
            listed = table(f"units-{category}", caption, units, _fields(data), left_out=left_out)
            blocks.append(Block([chart], [listed], name, category))
    return Section("ranking", said("lede", "ranking"), blocks)


def unit_labels(data: ReportData, units: pl.DataFrame) -> dict[str, Words]:
    """unit_id → rank, name and grade; with the unit_id where two units have the same name."""
    twice = set(units.filter(pl.col("unit_name").is_duplicated())["unit_id"])
    labels = {}
    for unit in units.iter_rows(named=True):
        name = f"{unit['unit_name']} {unit['unit_id']}" if unit["unit_id"] in twice else unit["unit_name"]
        grade = data.names.grades[unit["grade"]]
        labels[unit["unit_id"]] = Words(*(f"{unit['rank']}  {name} · {word}" for word in grade))
    return labels


def _fields(data: ReportData) -> list[Field]:
    parts = [decimal(part, signed=part == "effect") for part in PARTS]
    band = named("rating_band", data.names.bands)
    ratings = [decimal("rating_total"), decimal("rating_rank", 0), decimal("coefficient", 3), band]
    return [
        *(count("rank"), text("unit_id"), text("unit_name"), named("grade", data.names.grades), decimal("final_score")),
        *(*parts, *ratings),
        *(fact("barred"), fact("failed"), fact("interview"), count("people")),
    ]


def _rows(data: ReportData, units: pl.DataFrame, parts: Sequence[str]) -> list[Spec]:
    """One row a unit and part; the first part's row carries the final score."""
    labels = unit_labels(data, units)
    rows = []
    for place, unit in enumerate(units.iter_rows(named=True)):
        shown = {
            "category": unit["category"],
            "units": [unit["unit_id"]],
            "label": labels[unit["unit_id"]],
            "place": place,
            "final_score": str(unit["final_score"]),
        }
        for order, part in enumerate(parts):
            value = -unit[part] if part == NEGATIVE else unit[part]
            own = {"key": part, "part": heading(part), "order": order, "first": order == 0, "value": str(value)}
            rows.append({**shown, **own})
    return rows


def _spec(parts: Sequence[str]) -> Spec:
    tip = tooltip(
        {
            "label": heading("unit_name"),
            "part": said("charts", "part"),
            "value": said("charts", "points"),
            "final_score": heading("final_score"),
        }
    )
    y = by_place()
    axis = {"title": said("charts", "points"), "tickCount": 8}
    bars = {
        "mark": {"type": "bar", "height": 16},
        "encoding": {
            "y": y,
            "x": {"field": "_value", "type": NUMBER, "stack": "zero", "axis": axis},
            "color": legend("part", colours([heading(part) for part in parts], [PARTS[part] for part in parts])),
            "order": {"field": "order", "type": NUMBER},
            "opacity": FOCUSED,
            "tooltip": tip,
        },
    }
    scores = {
        **FIRST,
        "mark": {"type": "text", "align": "left", "dx": 8, "color": "#ffffff"},
        "encoding": {"y": y, "x": {"datum": 0}, "text": {"field": "final_score"}, "opacity": FOCUSED},
    }
    return layered([bars, {**FIRST, **rule("_final_score", y, tip)}, scores], numbers("value", "final_score"))

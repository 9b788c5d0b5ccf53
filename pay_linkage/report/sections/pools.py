"""Pools: what there was, what was asked for, and what was paid."""

from __future__ import annotations

import polars as pl

from contracts.words import Words
from pay_linkage.report.charts import FOCUSED, NUMBER, by_place, layered, legend, numbers, tooltip, yuan_axis
from pay_linkage.report.data import Pools, ReportData
from pay_linkage.report.fields import count, decimal, heading, money, named
from pay_linkage.report.palette import AMBER, BLUE
from pay_linkage.report.section import Block, Chart, Section, Spec
from pay_linkage.report.table import table
from pay_linkage.report.words import said, same

MONEY = ("pool", "asked", "paid")
POOL = "#d3dae1"
SMALL = "·"
"""In place of the scope_id of a row that sums up small scopes."""


def pools(data: ReportData) -> Section:
    """A bullet chart and a table; nothing where the scheme has no pool."""
    if data.pools is None:
        return Section("pools", said("lede", "pools_none"))
    called = _labels(data, data.pools)
    rows = _placed(data, data.pools.shown.rows)
    scaled = rows["scale"].count()
    counted = sum(together or 1 for together in rows["together"]) + data.pools.shown.left_out
    lede = said("lede", f"pools_{data.pools.mode}", count=counted, scaled=scaled)
    fields = [named("scope_id", called), count("people"), *(money(name) for name in MONEY), decimal("scale", 4)]
    left_out = said("page", "left_out", count=data.pools.shown.left_out) if data.pools.shown.left_out else None
    caption = said("charts", "pools")
    listed = table("scopes", caption, rows, fields, left_out=left_out)
    return Section("pools", lede, [Block([Chart("pools", caption, _spec(), _rows(rows, called))], [listed])])


def _placed(data: ReportData, rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` with the category and the unit of each scope."""
    scope = data.pools.scope if data.pools else "all"
    of_units = data.units.rows.select(pl.col("unit_id").alias("scope_id"), "category")
    of_categories = pl.DataFrame({"scope_id": [*data.names.categories], "category": [*data.names.categories]})
    placed = rows.join(of_units if scope == "unit" else of_categories, on="scope_id", how="left", maintain_order="left")
    unit = pl.col("scope_id") if scope == "unit" else pl.lit(None, pl.String)
    return placed.with_columns(unit.alias("unit_id"), pl.col("scope_id").fill_null(SMALL))


def _labels(data: ReportData, given: Pools) -> dict[str, Words]:
    together = sum(number or 0 for number in given.shown.rows["together"])
    small = said("columns", "small_scopes", count=together)
    of_units = data.names.units if given.scope == "unit" else {}
    return {**of_units, **data.names.categories, "all": said("columns", "all_scopes"), SMALL: small}


def _rows(rows: pl.DataFrame, called: dict[str, Words]) -> list[Spec]:
    return [
        {
            "category": row["category"] or "",
            "units": [row["unit_id"]] if row["unit_id"] else [],
            "scope": row["scope_id"],
            "label": called.get(row["scope_id"], same(row["scope_id"])),
            "place": place,
            "people": str(row["people"]),
            **{name: str(row[name]) for name in MONEY},
            "scale": "–" if row["scale"] is None else str(row["scale"]),
        }
        for place, row in enumerate(rows.iter_rows(named=True))
    ]


def _spec() -> Spec:
    amounts = {"type": NUMBER, "format": ",.2f"}
    tip = [
        *tooltip({"label": heading("scope_id")}),
        *({"field": f"_{name}", "title": heading(name), **amounts} for name in MONEY),
        *tooltip({"scale": heading("scale"), "people": heading("people")}),
    ]
    y = by_place()
    axis = yuan_axis()
    layers = [
        _layer({"type": "bar", "height": 16}, "pool", POOL, y, tip, axis),
        _layer({"type": "bar", "height": 7}, "paid", BLUE, y, tip, axis),
        _layer({"type": "tick", "thickness": 2.5, "height": 16}, "asked", AMBER, y, tip, axis),
    ]
    spec = layered(layers, numbers(*MONEY))
    scale = {"domain": [heading(name) for name in MONEY], "range": [POOL, AMBER, BLUE]}
    spec["encoding"] = {"color": {key: part for key, part in legend("", scale).items() if key != "field"}}
    return spec


def _layer(mark: Spec, name: str, colour: str, y: Spec, tip: list[Spec], axis: Spec) -> Spec:
    return {
        "mark": {**mark, "color": colour},
        "encoding": {
            "y": y,
            "x": {"field": f"_{name}", "type": NUMBER, "axis": axis},
            "color": {"datum": heading(name)},
            "tooltip": tip,
            "opacity": FOCUSED,
        },
    }

"""Places lost to rounding, by the size of the groups."""

from __future__ import annotations

import polars as pl

from contracts.words import Words
from pay_linkage.report.charts import NUMBER, by_place, colours, legend, numbers, tooltip
from pay_linkage.report.fairness.data import FairnessData
from pay_linkage.report.fields import count, decimal, heading, individual, text
from pay_linkage.report.palette import AMBER, BLUE
from pay_linkage.report.section import Block, Chart, Section, Spec
from pay_linkage.report.table import table
from pay_linkage.report.words import said

SIDES = ("due", "places")


def rounding(data: FairnessData) -> Section:
    """A chart of the best grade: what the shares come to, and the whole places; a table of every grade."""
    lost = data.lost
    if lost is None:
        return Section("rounding", said("lede", "quotas_none"))
    if lost.is_empty():
        return Section("rounding", said("lede", "rounding_none"))
    best = lost.filter(pl.col("grade") == lost["grade"][0])
    name = data.names.individual_grades[lost["grade"][0]]
    lede = said("lede", "rounding", lost=str(best["lost"].sum()), grade=name, without=f"{best['without'].sum():,}")
    caption = said("charts", "rounding", grade=name)
    fields = [
        *(individual("grade", data.names.individual_grades), text("size"), count("groups"), count("people")),
        *(decimal("due"), count("places"), decimal("lost", signed=True), count("without"), count("filled_places")),
    ]
    shown = lost.rename({"filled": "filled_places"})
    chart = Chart("rounding", caption, _spec(), _rows(best), line_height=38)
    return Section("rounding", lede, [Block([chart], [table("rounding", caption, shown, fields, shown=True)])])


def _rows(best: pl.DataFrame) -> list[Spec]:
    return [
        {
            "category": "",
            "units": [],
            "label": Words(f"{row['size']}", f"{row['size']}"),
            "place": place,
            "side": said("fairness", side),
            "order": order,
            "number": str(row[side]),
            "people": str(row["people"]),
        }
        for place, row in enumerate(best.iter_rows(named=True))
        for order, side in enumerate(SIDES)
    ]


def _spec() -> Spec:
    share = {"calculate": "datum._number / datum._people", "as": "share"}
    percent = {"calculate": "format(datum.share, '.1%')", "as": "percent"}
    tip = tooltip(
        {
            "side": said("charts", "bar"),
            "number": heading("places"),
            "percent": said("charts", "share"),
            "people": heading("people"),
        }
    )
    axis = {"format": "%", "title": said("fairness", "share_of_group"), "tickCount": 5}
    sides = colours([said("fairness", side) for side in SIDES], [BLUE, AMBER])
    label = by_place()
    label["axis"] = {**label["axis"], "title": said("fairness", "group_size")}
    return {
        "transform": [*numbers("number", "people"), share, percent],
        "mark": {"type": "bar", "height": 13},
        "encoding": {
            "y": label,
            "yOffset": {"field": "order", "type": "nominal"},
            "x": {"field": "share", "type": NUMBER, "axis": axis},
            "color": legend("side", sides),
            "tooltip": tip,
        },
    }

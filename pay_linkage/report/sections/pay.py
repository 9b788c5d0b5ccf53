"""How pay is spread over people."""

from __future__ import annotations

import polars as pl

from pay_linkage.report.charts import NUMBER, numbers, yuan_axis
from pay_linkage.report.data import ReportData
from pay_linkage.report.fields import count, heading, money, named
from pay_linkage.report.palette import BLUE
from pay_linkage.report.section import Block, Chart, Section, Spec
from pay_linkage.report.table import table
from pay_linkage.report.words import said


def pay(data: ReportData) -> Section:
    """A histogram that follows the filters, and quartiles."""
    caption = said("charts", "pay")
    chart = Chart("pay", caption, _spec(), _rows(data), lines_by="")
    fields = [
        *(named("category", data.names.categories), named("unit_grade", data.names.grades)),
        *(
            named("individual_grade", {**data.names.individual_grades, "": said("columns", "no_grade")}),
            count("people"),
        ),
        *(money("lower_quartile"), money("median"), money("upper_quartile")),
    ]
    quartiles = table(
        "quartiles",
        said("charts", "quartiles"),
        data.quartiles.with_columns(pl.col("individual_grade").fill_null("")),
        fields,
    )
    return Section("pay", said("lede", "pay", fewest=data.hidden_below), [Block([chart], [quartiles])])


def _rows(data: ReportData) -> list[Spec]:
    return [
        {
            "category": row["category"],
            "units": [row["unit_id"]] if row["unit_id"] else [],
            "from": str(row["from_amount"]),
            "to": str(row["to_amount"]),
            "people": str(row["people"]),
        }
        for row in data.pay_bins.iter_rows(named=True)
    ]


def _spec() -> Spec:
    total = {"aggregate": [{"op": "sum", "field": "_people", "as": "total"}], "groupby": ["from", "to"]}
    amounts = {"type": NUMBER, "format": ",.0f"}
    tip = [
        {"field": "_from", "title": heading("from_amount"), **amounts},
        {"field": "_to", "title": heading("to_amount"), **amounts},
        {"field": "total", "title": heading("people"), **amounts},
    ]
    return {
        "transform": [*numbers("people"), total, *numbers("from", "to")],
        "height": 260,
        "mark": {"type": "bar", "color": BLUE, "stroke": "#ffffff"},
        "encoding": {
            "x": {"field": "_from", "type": NUMBER, "axis": yuan_axis()},
            "x2": {"field": "_to"},
            "y2": {"datum": 0},
            "y": {
                "field": "total",
                "type": NUMBER,
                "axis": {"title": heading("people"), "format": ",.0f", "tickMinStep": 1},
            },
            "tooltip": tip,
        },
    }

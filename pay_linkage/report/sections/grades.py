"""Unit grades against the set shares, and who stood at the edges."""

from __future__ import annotations

import polars as pl

from contracts.words import Words
from pay_linkage.report.charts import NUMBER, colours, layered, legend, numbers, tooltip
from pay_linkage.report.data import ReportData
from pay_linkage.report.fields import count, decimal, heading, named, percent
from pay_linkage.report.palette import INK, LIGHT, of_grades
from pay_linkage.report.section import Block, Chart, Section, Spec
from pay_linkage.report.table import Table, table
from pay_linkage.report.words import keys, said

BAR = 34


def grades(data: ReportData) -> Section:
    """Two bars a category, its numbers, and a table of the edges."""
    blocks = []
    for category, name in data.names.categories.items():
        shares = data.grade_shares.filter(pl.col("category") == category)
        if shares.height:
            caption = said("charts", "grades", category=name)
            chart = Chart(
                f"grades-{category}", caption, _spec(data, shares), _rows(data, shares), "dim", category, "order", BAR
            )
            fields = [
                named("grade", data.names.grades),
                percent("share"),
                count("places"),
                count("units_graded"),
                percent("actual"),
            ]
            tables = [_edges(data, category, name), table(f"shares-{category}", caption, shares, fields)]
            blocks.append(Block([chart], tables, name, category))
    return Section("grades", said("lede", "grades"), blocks)


def _edges(data: ReportData, category: str, name: Words) -> Table:
    """Who was the last to get each grade, and who the first to miss it."""
    edges = data.unit_edges.filter(pl.col("category") == category)
    decided = {key: said("decided_by", key) for key in keys("decided_by")}
    fields = [
        *(named("grade", data.names.grades), named("last_in", data.names.units), decimal("last_in_score")),
        *(
            named("first_out", data.names.units),
            decimal("first_out_score"),
            decimal("spare", signed=True),
            decimal("lacks", signed=True),
            named("decided_by", decided),
        ),
    ]
    shown = edges.with_columns(pl.concat_list("last_in", "first_out").alias("units"))
    title = said("lede", "edges")
    return table(
        f"edges-{category}", Words(f"{title.en}: {name.en}", f"{title.zh}：{name.zh}"), shown, fields, shown=True
    )


def _rows(data: ReportData, shares: pl.DataFrame) -> list[Spec]:
    """Per grade the set and the actual share."""
    palette = of_grades(shares.height)
    rows = []
    for place, row in enumerate(shares.iter_rows(named=True)):
        for order, (side, column) in enumerate((("set", "share"), ("got", "actual"))):
            number = row["places"] if side == "set" else row["units_graded"]
            rows.append(
                {
                    "category": row["category"],
                    "units": [],
                    "grade": data.names.grades[row["grade"]],
                    "place": place,
                    "side": said("charts", side),
                    "order": order,
                    "share": str(row[column]),
                    "number": str(number),
                    "light": palette[place] in LIGHT,
                }
            )
    return rows


def _spec(data: ReportData, shares: pl.DataFrame) -> Spec:
    names = [data.names.grades[grade] for grade in shares["grade"]]
    tip = tooltip(
        {
            "side": said("charts", "bar"),
            "grade": heading("grade"),
            "share": said("charts", "share"),
            "number": heading("units_graded"),
        }
    )
    y = {
        "field": "side",
        "type": "nominal",
        "sort": {"field": "order"},
        "axis": {"title": None, "domain": False, "ticks": False},
    }
    stack = {"stack": "_share", "groupby": ["order"], "sort": [{"field": "place"}], "as": ["start", "end"]}
    middle = {"calculate": "(datum.start + datum.end) / 2", "as": "middle"}
    label = {"calculate": "datum.end - datum.start < 0.05 ? '' : datum.grade + '  ' + datum.number", "as": "label"}
    bars = {
        "mark": {"type": "bar", "height": BAR - 6, "stroke": "#ffffff", "strokeWidth": 1.5},
        "encoding": {
            "y": y,
            "x": {"field": "start", "type": NUMBER, "axis": {"format": "%", "title": None, "tickCount": 5}},
            "x2": {"field": "end"},
            "color": legend("grade", colours(names, of_grades(len(names)))),
            "tooltip": tip,
        },
    }
    texts = {
        "mark": {"type": "text", "fontWeight": "bold"},
        "encoding": {
            "y": y,
            "x": {"field": "middle", "type": NUMBER},
            "text": {"field": "label"},
            "color": {"condition": {"test": "datum.light", "value": INK}, "value": "#ffffff"},
            "tooltip": tip,
        },
    }
    return layered([bars, texts], [*numbers("share"), stack, middle, label])

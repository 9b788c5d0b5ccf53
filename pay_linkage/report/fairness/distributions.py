"""Individual grades and pay by size of the unit, category, role and the columns that were asked for."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from contracts.columns import COLUMNS
from contracts.words import Words, words_of
from pay_linkage.report.charts import NUMBER, by_place, colours, legend, numbers, tooltip
from pay_linkage.report.fairness.data import FairnessData
from pay_linkage.report.fields import Field, Text, count, heading, money
from pay_linkage.report.palette import GREY, of_grades
from pay_linkage.report.section import Block, Chart, Section, Spec
from pay_linkage.report.table import table
from pay_linkage.report.words import said, same

OTHERS, NOBODY = "_others", ""


def distributions(data: FairnessData) -> Section:
    """A chart and a table a column."""
    blocks = [_block(data, column, rows, place) for place, (column, rows) in enumerate(data.distributions.items())]
    limits = {"fewest": data.hidden_below, "quartered": data.quartiles_from, "step": data.quartile_step}
    return Section("distributions", said("lede", "distributions", **limits), blocks)


def called(column: str) -> Words:
    """What a column is called: as on this page, in the contracts, or as its user called it."""
    if column == "unit_size":
        return said("fairness", "unit_size")
    known = COLUMNS.get(column)
    return words_of(known) if known else same(column)


def _block(data: FairnessData, column: str, rows: pl.DataFrame, place: int) -> Block:
    """``place`` makes the names of a user's column safe."""
    title, labels = called(column), _labels(data, column, rows)
    caption = said("charts", "distribution", column=title)
    chart = Chart(f"distribution-{place}", caption, _spec(data), _rows(data, rows, labels), line_height=30)
    by_label: list[Text] = [labels[value] for value in rows["trait"]]
    fields = [
        Field("trait", title, lambda _: by_label, ""),
        count("people"),
        *(_grade(f"grade_{grade}", data.names.individual_grades[grade]) for grade in data.grades),
        *(money("lower_quartile"), money("median"), money("upper_quartile")),
    ]
    return Block([chart], [table(f"distribution-{place}", caption, rows, fields, shown=True)], title)


def _labels(data: FairnessData, column: str, rows: pl.DataFrame) -> Mapping[str, Words]:
    """What the column's values are called."""
    known = COLUMNS.get(column)
    words = known.choices if known else {}
    labels = {value: Words(value, words.get(value, value)) for value in rows["trait"]}
    if column == "category":
        labels |= {value: data.names.categories[value] for value in labels if value in data.names.categories}
    together = rows.filter(pl.col("trait") == OTHERS)["together"]
    others = {OTHERS: said("fairness", "others", count=int(together.sum()))}
    return {**labels, NOBODY: said("fairness", "empty"), **others}


def _grade(column: str, name: Words) -> Field:
    return Field(column, name, lambda values: [f"{value:,}" for value in values])


def _rows(data: FairnessData, rows: pl.DataFrame, labels: Mapping[str, Words]) -> list[Spec]:
    return [
        {
            "category": "",
            "units": [],
            "label": labels[row["trait"]],
            "place": place,
            "order": order,
            "grade": data.names.individual_grades[grade],
            "number": str(row[f"grade_{grade}"]),
            "people": str(row["people"]),
        }
        for place, row in enumerate(rows.iter_rows(named=True))
        for order, grade in enumerate(data.grades)
    ]


def _spec(data: FairnessData) -> Spec:
    names = [data.names.individual_grades[grade] for grade in data.grades]
    palette = [*of_grades(len(names) - 1), GREY] if len(names) > 1 else [GREY]
    share = {"calculate": "datum._number / datum._people", "as": "share"}
    percent = {"calculate": "format(datum.share, '.1%')", "as": "percent"}
    tip = tooltip(
        {
            "grade": heading("individual_grade"),
            "number": heading("people"),
            "percent": said("charts", "share"),
            "people": said("fairness", "of_people"),
        }
    )
    axis = {"format": "%", "title": None, "tickCount": 5}
    x = {"field": "share", "type": NUMBER, "stack": "zero", "scale": {"domain": [0, 1]}, "axis": axis}
    return {
        "transform": [*numbers("number", "people"), share, percent],
        "mark": {"type": "bar", "height": 20, "stroke": "#ffffff", "strokeWidth": 1},
        "encoding": {
            "y": by_place(),
            "x": x,
            "color": legend("grade", colours(names, palette)),
            "order": {"field": "order", "type": NUMBER},
            "tooltip": tip,
        },
    }

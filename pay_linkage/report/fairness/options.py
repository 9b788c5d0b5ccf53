"""What the scheme's other ways of counting places and settling ties would give on the same data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from contracts.words import Words
from pay_linkage.report.charts import NUMBER, by_place, colours, legend, numbers, tooltip
from pay_linkage.report.fairness.data import FairnessData
from pay_linkage.report.fields import NOTHING, Field, Text, count, heading, money
from pay_linkage.report.palette import MOVES
from pay_linkage.report.section import Block, Chart, Section, Spec
from pay_linkage.report.table import table
from pay_linkage.report.words import said

SIDES = {"people_better": "rose", "people_worse": "fell"}


def options(data: FairnessData) -> Section:
    """A sentence an option, a chart of the people who would be better or worse off, and the numbers."""
    sentences: list[Text] = [_sentence(data, row) for row in data.options.iter_rows(named=True)]
    labels: list[Text] = [_option(row) for row in _named(data.options)]
    caption = said("charts", "options")
    fields = [
        Field("value", said("fairness", "option"), lambda _: labels, ""),
        Field("refused", said("fairness", "outcome"), lambda _: sentences, "long"),
        *(count("people_better"), count("people_worse"), count("units_moved"), count("breaches")),
        money("difference", signed=True),
    ]
    chart = Chart("options", caption, _spec(), _rows(data), lines_by="place", line_height=34)
    block = Block([chart] if data.options.height else [], [table("options", caption, data.options, fields, shown=True)])
    return Section("options", said("lede", "options"), [block])


def _named(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return frame.rows(named=True)


def _option(row: Mapping[str, Any]) -> Words:
    """Whose grades, and by which other choice."""
    of, value = said("option_of", row["of"]), said("option_value", row["value"])
    return Words(f"{of.en}: {value.en}", f"{of.zh}：{value.zh}")


def _sentence(data: FairnessData, row: Mapping[str, Any]) -> Words:
    """“7 more excellent, 7 fewer competent”."""
    if row["refused"]:
        return said("fairness", "refused")
    changes = []
    for grade in data.grades:
        more = row.get(f"more_{grade}") or 0
        if more:
            name = data.names.individual_grades[grade]
            changes.append(said("fairness", "more" if more > 0 else "fewer", count=f"{abs(more):,}", grade=name))
    if not changes:
        return said("fairness", "unchanged")
    return Words(", ".join(one.en for one in changes), "，".join(one.zh for one in changes))


def _rows(data: FairnessData) -> list[Spec]:
    """People who would get a better grade, to the right, and a worse one, to the left."""
    return [
        {
            "category": "",
            "units": [],
            "label": _option(row),
            "place": place,
            "side": said("charts", word),
            "number": str((row[side] or 0) * (1 if word == "rose" else -1)),
            "shown": NOTHING if row[side] is None else f"{row[side]:,}",
        }
        for place, row in enumerate(_named(data.options))
        for side, word in SIDES.items()
    ]


def _spec() -> Spec:
    sides = colours([said("charts", word) for word in SIDES.values()], [MOVES[word] for word in SIDES.values()])
    tip = tooltip(
        {"label": said("fairness", "option"), "side": said("fairness", "outcome"), "shown": heading("people")}
    )
    axis = {"title": heading("people"), "format": ",.0f", "tickMinStep": 1}
    return {
        "transform": numbers("number"),
        "mark": {"type": "bar", "height": 18},
        "encoding": {
            "y": by_place(),
            "x": {"field": "_number", "type": NUMBER, "stack": "zero", "axis": axis},
            "color": legend("side", sides),
            "tooltip": tip,
        },
    }

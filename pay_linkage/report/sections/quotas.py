"""Individual grades: the quota of each group, what was filled, and who stood at the edges."""

from __future__ import annotations

import polars as pl

from contracts.words import Words
from pay_linkage.report.charts import FOCUSED, NUMBER, by_place, colours, layered, legend, numbers, rule, tooltip
from pay_linkage.report.data import ReportData, Shown
from pay_linkage.report.fields import NOTHING, Field, count, decimal, heading, individual, named
from pay_linkage.report.palette import of_grades
from pay_linkage.report.section import Block, Chart, Section, Spec
from pay_linkage.report.table import Table, persons, table
from pay_linkage.report.words import keys, said

NEAREST = 8
"""Edges that are seen at once."""


def quotas(data: ReportData) -> Section:
    """A chart and a table a category, and one table of the edges."""
    if data.groups is None:
        return Section("quotas", said("lede", "quotas_none"))
    rows = data.groups.rows
    lede = said("lede", "quotas", groups=f"{data.groups.total:,}", people=f"{rows['graded_people'].sum():,}")
    blocks = [
        _block(data, rows.filter(pl.col("category") == category), category, name)
        for category, name in data.names.categories.items()
        if (rows["category"] == category).any()
    ]
    return Section("quotas", lede, [*blocks, Block(tables=_edges(data), title=said("lede", "person_edges"))])


def graded(data: ReportData) -> list[str]:
    """The individual grades, best first, without those who are not graded."""
    return [grade for grade in data.names.individual_grades if grade != "ungraded"]


def _block(data: ReportData, groups: pl.DataFrame, category: str, name: Words) -> Block:
    caption = said("charts", "quotas", category=name)
    called = _labels(data, groups)
    chart = Chart(f"quotas-{category}", caption, _spec(data), _rows(data, groups, called), "filter", category)
    merged = groups.with_columns(
        pl.concat_str(f"filled_{grade}", f"places_{grade}", separator=" / ").alias(f"filled_{grade}")
        for grade in graded(data)
    )
    fields = [
        *(named("group", called), named("unit_grade", data.names.grades), count("graded_people")),
        *(_filled(grade, data.names.individual_grades[grade]) for grade in graded(data)),
        _breach(data),
    ]
    return Block([chart], [table(f"groups-{category}", caption, merged, fields)], name, category)


def _breach(data: ReportData) -> Field:
    """The grades above their ceiling by what they are called."""

    def called(joined: str | None) -> Words:
        grades = [data.names.individual_grades[grade] for grade in joined.split(";")] if joined else []
        return Words(", ".join(grade.en for grade in grades), "、".join(grade.zh for grade in grades))

    return Field("breach", heading("breach"), lambda values: [called(value) for value in values], "")


def _filled(grade: str, name: Words) -> Field:
    title = said("columns", "filled", grade=name)
    return Field(f"filled_{grade}", title, lambda values: [value or NOTHING for value in values])


def _labels(data: ReportData, groups: pl.DataFrame) -> dict[str, Words]:
    """What a group is called: its unit, or its category and unit grade where it pools several."""
    labels = {}
    for row in groups.select("group", "category", "unit_grade").iter_rows(named=True):
        pooled = data.names.categories[row["category"]], data.names.grades[row["unit_grade"]]
        several = said("charts", "pooled", category=pooled[0], grade=pooled[1])
        labels[row["group"]] = data.names.units.get(row["group"], several)
    return labels


def _rows(data: ReportData, groups: pl.DataFrame, called: dict[str, Words]) -> list[Spec]:
    """One row a group and grade; the best grade's row carries the mark of its quota."""
    best = graded(data)[0]
    rows = []
    for place, group in enumerate(groups.iter_rows(named=True)):
        for order, grade in enumerate(graded(data)):
            rows.append(
                {
                    "category": group["category"],
                    "units": group["units"],
                    "group": group["group"],
                    "label": called[group["group"]],
                    "place": place,
                    "order": order,
                    "grade": data.names.individual_grades[grade],
                    "filled": str(group[f"filled_{grade}"]),
                    "places": str(group[f"places_{grade}"]),
                    "best": str(group[f"places_{best}"]),
                    "people": str(group["graded_people"]),
                }
            )
    return rows


def _spec(data: ReportData) -> Spec:
    names = [data.names.individual_grades[grade] for grade in graded(data)]
    tip = tooltip(
        {
            "label": heading("group"),
            "grade": heading("individual_grade"),
            "filled": said("charts", "filled"),
            "places": heading("places"),
            "people": heading("graded_people"),
        }
    )
    y = by_place()
    quota = {"calculate": "datum._best / datum._people", "as": "quota"}
    share = {"calculate": "datum._filled / datum._people", "as": "share"}
    bars = {
        "mark": {"type": "bar", "height": 14, "stroke": "#ffffff", "strokeWidth": 1},
        "encoding": {
            "y": y,
            "x": {
                "field": "share",
                "type": NUMBER,
                "stack": "zero",
                "scale": {"domain": [0, 1]},
                "axis": {"format": "%", "title": None},
            },
            "color": legend("grade", colours(names, of_grades(len(names)))),
            "order": {"field": "order", "type": NUMBER},
            "tooltip": tip,
            "opacity": FOCUSED,
        },
    }
    mark = {"transform": [{"filter": "datum.order === 0"}], **rule("quota", y, tip, "#b86e00")}
    return layered([bars, mark], [*numbers("filled", "best", "people"), quota, share])


def _edges(data: ReportData) -> list[Table]:
    """The smallest distances at once, all of them by unfolding."""
    shown: Shown = data.group_edges
    decided = {key: said("decided_by", key) for key in keys("decided_by")}
    groups = data.groups.rows if data.groups else shown.rows
    fields = [
        *(named("group", _labels(data, groups)), individual("grade", data.names.individual_grades)),
        *(persons("last_in", data.names), decimal("last_in_score"), persons("first_out", data.names)),
        *(decimal("first_out_score"), decimal("gap"), named("decided_by", decided)),
    ]
    left_out = said("page", "left_out", count=shown.left_out) if shown.left_out else None
    caption = said("lede", "person_edges")
    nearest = table("nearest-edges", said("lede", "nearest_edges"), shown.rows.head(NEAREST), fields, shown=True)
    return [nearest, table("person-edges", caption, shown.rows, fields, left_out=left_out)]

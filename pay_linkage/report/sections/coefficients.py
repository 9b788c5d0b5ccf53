"""What pay is multiplied by: a heat map of units and individual grades."""

from __future__ import annotations

import polars as pl

from contracts.words import Words
from pay_linkage.report.charts import FOCUSED, NUMBER, by_place, layered, numbers, tooltip
from pay_linkage.report.data import ReportData
from pay_linkage.report.fields import Field, count, decimal, heading, named, text
from pay_linkage.report.palette import HEAT, INK
from pay_linkage.report.section import Block, Chart, Section, Spec
from pay_linkage.report.sections.ranking import unit_labels
from pay_linkage.report.table import table
from pay_linkage.report.words import said, same


def coefficients(data: ReportData) -> Section:
    """A heat map and a table a category."""
    lede = said("lede", "coefficients_banded" if data.by_band else "coefficients")
    highest = data.coefficients["highest"].max()
    blocks = []
    for category, name in data.names.categories.items():
        cells = data.coefficients.filter(pl.col("category") == category)
        if cells.height:
            caption = said("charts", "coefficients", category=name)
            spec = _spec(str(highest))
            chart = Chart(f"coefficients-{category}", caption, spec, _rows(data, cells), "filter", category)
            blocks.append(Block([chart], [table(f"cells-{category}", caption, cells, _fields(data))], name, category))
    return Section("coefficients", lede, blocks)


def _fields(data: ReportData) -> list[Field]:
    of_person = text("heading") if data.by_band else named("heading", data.names.individual_grades)
    return [
        text("unit_id"),
        named("unit_grade", data.names.grades),
        of_person,
        count("people"),
        decimal("lowest"),
        decimal("highest"),
    ]


def _rows(data: ReportData, cells: pl.DataFrame) -> list[Spec]:
    names = unit_labels(data, data.units.rows)
    places: dict[str, int] = {}
    rows = []
    for cell in cells.iter_rows(named=True):
        owner = cell["unit_id"] or cell["unit_grade"]
        grade = data.names.grades[cell["unit_grade"]]
        rows.append(
            {
                "category": cell["category"],
                "units": [cell["unit_id"]] if cell["unit_id"] else [],
                "label": names.get(owner, grade),
                "place": places.setdefault(owner, len(places)),
                "grade": grade,
                "heading": _heading(data, cell["heading"]),
                "order": _order(data, cell["heading"]),
                "people": str(cell["people"]),
                "lowest": str(cell["lowest"]),
                "highest": str(cell["highest"]),
            }
        )
    return rows


def _heading(data: ReportData, code: str | None) -> Words:
    if code is None:
        return said("columns", "no_grade")
    return same(code) if data.by_band else data.names.individual_grades[code]


def _order(data: ReportData, code: str | None) -> int:
    """Grades from the best, bands from the lowest."""
    if data.by_band or code is None:
        return int((code or "0").replace(".", ""))
    return list(data.names.individual_grades).index(code)


def _spec(highest: str) -> Spec:
    tip = tooltip(
        {
            "label": heading("unit_name"),
            "grade": heading("unit_grade"),
            "heading": heading("individual_grade"),
            "lowest": heading("lowest"),
            "highest": heading("highest"),
            "people": heading("people"),
        }
    )
    x = {
        "field": "heading",
        "type": "ordinal",
        "sort": {"field": "order", "op": "min"},
        "axis": {"title": None, "orient": "top", "domain": False, "ticks": False, "labelLimit": 90},
    }
    y = by_place()
    colour = {
        "field": "_highest",
        "type": NUMBER,
        "scale": {"domain": [0, {"expr": f"toNumber('{highest}')"}], "range": list(HEAT)},
        "legend": {"title": None, "orient": "bottom", "gradientLength": 180},
    }
    cells = {
        "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 2},
        "encoding": {"x": x, "y": y, "color": colour, "tooltip": tip, "opacity": FOCUSED},
    }
    dark = f"datum._highest > toNumber('{highest}') * 0.5"
    people = {
        "mark": {"type": "text"},
        "encoding": {
            "x": x,
            "y": y,
            "text": {"field": "people"},
            "color": {"condition": {"test": dark, "value": "#ffffff"}, "value": INK},
            "tooltip": tip,
        },
    }
    return layered([cells, people], numbers("highest"))

"""The pieces that the charts are made of: Vega-Lite as plain JSON; the page draws it in a browser.

Numbers travel as the text of their decimals; only the drawing turns them into coordinates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contracts.words import Words
from pay_linkage.report.palette import INK
from pay_linkage.report.section import Spec
from pay_linkage.report.words import said

NUMBER = "quantitative"
PALE = 0.18
LITTLE_ROOM, LONG_NAME = 420, 8
"""In pixels, and in letters."""
FOCUSED = {"condition": {"test": "datum.on", "value": 1}, "value": PALE}
"""Opacity of what the filter has not chosen."""


def numbers(*names: str) -> list[Spec]:
    """Transforms that give the coordinate ``_name`` of the decimal text in ``name``."""
    return [{"calculate": f"toNumber(datum['{name}'])", "as": f"_{name}"} for name in names]


def tooltip(fields: Mapping[str, Words]) -> list[Spec]:
    """What hovering shows: exact texts, by field and heading."""
    return [{"field": name, "type": "nominal", "title": title} for name, title in fields.items()]


def by_place(field: str = "label", place: str = "place") -> Spec:
    """An axis of names from top to bottom in the order of ``place``."""
    axis = {"title": None, "domain": False, "ticks": False, "labelPadding": 8}
    return {"field": field, "type": "nominal", "sort": {"field": place, "op": "min"}, "axis": axis}


def colours(names: Sequence[Words], range_: Sequence[str]) -> Spec:
    """A scale from names to colours."""
    return {"domain": list(names), "range": list(range_)}


def legend(field: str, scale: Spec) -> Spec:
    """Colours by name, with their legend: long names stand below each other where there is little room."""
    longest = max(len(text) for name in scale["domain"] for text in name)
    side_by_side = 1 if longest > LONG_NAME else 4
    columns = {"expr": f"width < {LITTLE_ROOM} ? {side_by_side} : 6"}
    return {"field": field, "type": "nominal", "scale": scale, "legend": {"title": None, "columns": columns}}


def yuan_axis() -> Spec:
    """An axis of amounts: in tens of thousands where that is what people say."""
    ten_thousands = "datum.value >= 10000 ? format(datum.value / 10000, ',') + ' 万' : format(datum.value, ',')"
    label = Words("format(datum.value, ',')", ten_thousands)
    return {"title": said("charts", "yuan"), "labelExpr": label, "tickCount": 6}


def layered(layers: Sequence[Spec], transform: Sequence[Spec]) -> Spec:
    """Layers over the same rows."""
    return {"transform": list(transform), "layer": list(layers)}


def rule(field: str, y: Spec, tip: list[Spec], colour: str = INK) -> Spec:
    """A thin upright mark at ``field``."""
    return {
        "mark": {"type": "tick", "thickness": 2.5, "height": 18, "color": colour},
        "encoding": {"y": y, "x": {"field": field, "type": NUMBER}, "tooltip": tip, "opacity": FOCUSED},
    }

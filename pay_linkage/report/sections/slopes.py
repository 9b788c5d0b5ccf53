"""Places gained and lost: a line a unit, from one rank to another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from contracts.words import Words
from pay_linkage.report.charts import FOCUSED, NUMBER, colours, layered, legend, tooltip
from pay_linkage.report.palette import INK, MOVES
from pay_linkage.report.section import Spec
from pay_linkage.report.words import said

STEP = 22
MARGIN = 20


class Slope(NamedTuple):
    """A unit and its two ranks."""

    category: str
    unit_id: str
    unit_name: str
    before: int
    after: int


def slope_rows(slopes: Sequence[Slope], sides: tuple[Words, Words]) -> list[Spec]:
    """Two points a unit. ``place`` is the height: the rank, units of the same rank below each other."""
    rows: list[Spec] = []
    for side, name in enumerate(sides):
        ordered = sorted(slopes, key=lambda slope: (slope[3 + side], slope.unit_id))
        rows += [_point(slope, side, name, place) for place, slope in enumerate(ordered)]
    return rows


def _point(slope: Slope, side: int, name: Words, place: int) -> Spec:
    gained = slope.before - slope.after
    move = "rose" if gained > 0 else "fell" if gained < 0 else "stayed"
    return {
        "category": slope.category,
        "units": [slope.unit_id],
        "unit": f"{slope.unit_id} {slope.unit_name}",
        "label": f"{slope[3 + side]}  {slope.unit_name}",
        "side": name,
        "order": side,
        "place": place,
        "before": str(slope.before),
        "after": str(slope.after),
        "gained": f"{gained:+d}" if gained else "0",
        "move": said("charts", move),
        "weight": 2.5 if gained else 1,
    }


def slope_spec(slopes: Sequence[Slope], sides: tuple[Words, Words], gained: Words) -> Spec:
    """Lines between two columns of names."""
    tip = tooltip({"unit": said("page", "unit"), "before": sides[0], "after": sides[1], "gained": gained})
    x = {
        "field": "side",
        "type": "ordinal",
        "sort": {"field": "order"},
        "scale": {"type": "point", "padding": 0.6},
        "axis": {
            "title": None,
            "orient": "top",
            "labelAngle": 0,
            "labelLimit": 170,
            "domain": False,
            "ticks": False,
            "labelFontWeight": "bold",
        },
    }
    y = {
        "field": "place",
        "type": NUMBER,
        "scale": {"reverse": True, "zero": False, "nice": False, "padding": 10},
        "axis": None,
    }
    colour = legend("move", colours([said("charts", move) for move in MOVES], [*MOVES.values()]))
    shared = {"x": x, "y": y, "opacity": FOCUSED, "tooltip": tip}
    lines = {
        "mark": {"type": "line"},
        "encoding": {
            **shared,
            "color": colour,
            "detail": {"field": "unit"},
            "strokeWidth": {"field": "weight", "type": NUMBER, "scale": None, "legend": None},
        },
    }
    points = {
        "mark": {"type": "point", "filled": True, "size": 45, "opacity": 1},
        "encoding": {**shared, "color": colour},
    }
    names = [_names(shared, side) for side in (0, 1)]
    tallest = max(len(list(group)) for _, group in groupby(slopes, key=lambda slope: slope.category))
    return {**layered([lines, points, *names], []), "height": STEP * tallest + MARGIN}


def _names(shared: Spec, side: int) -> Spec:
    align, dx = ("left", 10) if side else ("right", -10)
    return {
        "transform": [{"filter": f"datum.order === {side}"}],
        "mark": {"type": "text", "align": align, "dx": dx, "color": INK, "limit": 150},
        "encoding": {**shared, "text": {"field": "label"}},
    }

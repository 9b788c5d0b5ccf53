"""The scheme's categories: components, ratings and grades (sections 2 and 4)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .refusal import scheme_refusal
from .scheme_nodes import (
    choice,
    join,
    mapping,
    number,
    positive,
    rule,
    shares,
    text_pair,
    words,
)

UNIT_TIES = ("base_score", "rating_total", "coefficient", "bonus", "adjustment", "score_without_coefficient")
PLACES = ("largest_remainder", "cumulative_half_up", "cumulative_up")
ANCHORS = ("median", "upper_middle", "lower_middle")


def categories(node: Any) -> dict[str, Any]:
    """Each category with its defaults filled in."""
    return {name: _category(value, join("categories", name)) for name, value in mapping(node, "categories").items()}


def _category(node: Any, path: str) -> dict[str, Any]:
    found = rule(node, path, ("components", "grades"), ("label", "absent_component", "rating"))
    if "label" in found:
        text_pair(found["label"], join(path, "label"))
    named = mapping(found["components"], join(path, "components"))
    components = {name: _component(value, f"{path}.components.{name}") for name, value in named.items()}
    absent = choice(found.get("absent_component", "refuse"), join(path, "absent_component"), ("refuse", "reweight"))
    rating = _rating(found["rating"], join(path, "rating"), tuple(components)) if "rating" in found else None
    return {
        "components": components,
        "reweight": absent == "reweight",
        "rating": rating,
        "grades": _grades(found["grades"], join(path, "grades")),
    }


def _component(node: Any, path: str) -> dict[str, Any]:
    found = rule(node, path, ("full_marks",), ("weight", "label", "ballots"))
    if "label" in found:
        text_pair(found["label"], join(path, "label"))
    return {
        "full_marks": positive(found["full_marks"], join(path, "full_marks"), 4),
        "weight": positive(found.get("weight", "1"), join(path, "weight"), 4),
        "ballots": _ballots(found["ballots"], join(path, "ballots")) if "ballots" in found else None,
    }


def _ballots(node: Any, path: str) -> dict[str, Any]:
    found = rule(node, path, ("values", "groups"), ("absent_group",))
    options = mapping(found["values"], join(path, "values"))
    absent = choice(found.get("absent_group", "refuse"), join(path, "absent_group"), ("refuse", "renormalise"))
    return {
        "values": {name: number(value, f"{path}.values.{name}", 4, 0, 100) for name, value in options.items()},
        "groups": shares(found["groups"], join(path, "groups"), 4),
        "renormalise": absent == "renormalise",
    }


def _rating(node: Any, path: str, components: tuple[str, ...]) -> dict[str, Any]:
    optional = ("label", "full_marks", "coefficient", "bands", "interview")
    found = rule(node, path, ("departments",), optional)
    if "label" in found:
        text_pair(found["label"], join(path, "label"))
    departments = words(found["departments"], join(path, "departments"))
    if not departments:
        raise scheme_refusal("no_departments", join(path, "departments"))
    bands = _bands(found["bands"], join(path, "bands")) if "bands" in found else {}
    rank = _coefficient(found["coefficient"], join(path, "coefficient"), components) if "coefficient" in found else None
    return {
        "departments": departments,
        "full_marks": positive(found.get("full_marks", "100"), join(path, "full_marks"), 4),
        "coefficient": rank,
        "ties": rank["ties"] if rank else "average",
        "bands": bands,
        "interview": words(found.get("interview", []), join(path, "interview"), tuple(bands)),
    }


def _bands(node: Any, path: str) -> dict[str, Fraction]:
    bands = {name: number(value, join(path, name), 4, 0, 100) for name, value in mapping(node, path).items()}
    if min(bands.values()) != 0 or len(set(bands.values())) != len(bands):
        raise scheme_refusal("bands_without_zero", path)
    return bands


def _coefficient(node: Any, path: str, components: tuple[str, ...]) -> dict[str, Any]:
    found = rule(node, path, ("step",), ("anchor", "ties", "scales"))
    scales = found.get("scales", "all")
    return {
        "ties": choice(found.get("ties", "average"), join(path, "ties"), ("min", "average", "max")),
        "step": number(found["step"], join(path, "step"), 5),
        "anchor": _anchor(found.get("anchor", "median"), join(path, "anchor")),
        "scales": list(components) if scales == "all" else words(scales, join(path, "scales"), components),
    }


def _anchor(node: Any, path: str) -> str | Fraction:
    if node in ANCHORS:
        return str(node)
    value = positive(node, path, 1)
    if (value * 2).denominator != 1:
        raise scheme_refusal("anchor_not_a_rank", path)
    return value


def _grades(node: Any, path: str) -> dict[str, Any]:
    optional = ("veto_bars", "fail_below_share_of_first")
    found = rule(node, path, ("shares",), ("places", "ties", "break_ties", "vacated", "minimum_score", *optional))
    listed = shares(found["shares"], join(path, "shares"))
    names = tuple(listed)
    bars = words(found.get("veto_bars", [names[0]]), join(path, "veto_bars"), names[:-1])
    fail = found.get("fail_below_share_of_first")
    return {
        "names": names,
        "shares": list(listed.values()),
        "bars": frozenset(bars),
        "fail_share": None if fail is None else number(fail, join(path, "fail_below_share_of_first"), 6, 0, 1),
        **filling(found, path, names, UNIT_TIES, "better", "largest_remainder"),
    }


def filling(
    found: dict[str, Any], path: str, names: tuple[str, ...], columns: tuple[str, ...], ties: str, places: Any
) -> dict[str, Any]:
    """What units' grades and people's quotas say alike about places, ties and their order."""
    minimum = found.get("minimum_score", {})
    if not isinstance(minimum, dict):
        raise scheme_refusal("not_a_mapping", join(path, "minimum_score"))
    for name in minimum:
        if name not in names:
            raise scheme_refusal("unknown_name", f"{path}.minimum_score.{name}")
    return {
        "places": place_method(found.get("places", places), join(path, "places"), names),
        "ties": choice(found.get("ties", ties), join(path, "ties"), ("better", "worse", "refuse")),
        "break_ties": words(found.get("break_ties", []), join(path, "break_ties"), columns),
        "vacated": choice(found.get("vacated", "refill"), join(path, "vacated"), ("refill", "lapse")),
        "minimum": {name: number(value, f"{path}.minimum_score.{name}", 4, None) for name, value in minimum.items()},
    }


def place_method(node: Any, path: str, names: tuple[str, ...]) -> tuple[str, str | None]:
    """The method's name and, for `floor_into`, the grade that takes the rest."""
    if isinstance(node, dict):
        return "floor_into", choice(rule(node, path, ("floor_into",))["floor_into"], join(path, "floor_into"), names)
    return choice(node, path, PLACES), None

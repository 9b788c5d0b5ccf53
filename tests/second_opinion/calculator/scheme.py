"""The scheme file as one dict with every default filled in, or a refusal (section 9)."""

from __future__ import annotations

from datetime import date
from typing import Any

from .dates import day_of
from .refusal import scheme_refusal
from .scheme_categories import categories
from .scheme_linkage import linkage
from .scheme_nodes import choice, document, join, mapping, number, rule, switch, text_pair
from .scheme_quotas import quotas

REQUIRED = ("scheme", "title", "effective", "categories", "linkage", "pay_item")
OPTIONAL = ("score_decimals", "events", "adjustment", "contests", "quotas", "hold_harmless")


def scheme_of(text: str, cycle: int) -> dict[str, Any]:
    """The scheme that the text says, checked for the cycle."""
    found = rule(document(text), "", REQUIRED, OPTIONAL)
    if not isinstance(found["scheme"], str) or not found["scheme"]:
        raise scheme_refusal("no_name", "scheme")
    text_pair(found["title"], "title")
    text_pair(rule(found["pay_item"], "pay_item", ("code", "name"))["name"], "pay_item.name")
    switch(found.get("hold_harmless", "false"), "hold_harmless")
    _effective(found["effective"], cycle)
    listed = categories(found["categories"])
    unit_grades = tuple(dict.fromkeys(name for one in listed.values() for name in one["grades"]["names"]))
    quota = quotas(found["quotas"], unit_grades) if "quotas" in found else None
    events = _events(found["events"]) if "events" in found else {}
    return {
        "decimals": int(number(found.get("score_decimals", "4"), "score_decimals", 0, 0, 8)),
        "categories": listed,
        "events": events,
        "caps": _caps(found.get("adjustment", {})),
        "contests": _contests(found["contests"], events) if "contests" in found else {},
        "quotas": quota,
        "linkage": linkage(found["linkage"], quota["names"] if quota else None, unit_grades),
    }


def _effective(node: Any, cycle: int) -> None:
    found = rule(node, "effective", ("from",), ("to",))
    days = {key: day_of(found[key]) for key in ("from", "to") if key in found}
    for key, day in days.items():
        if day is None:
            raise scheme_refusal("not_a_date", join("effective", key))
    last = date(cycle, 12, 31)
    if not (days["from"] or last) <= last <= (days.get("to") or last):
        raise scheme_refusal("cycle_outside", "effective")


def _events(node: Any) -> dict[str, Any]:
    codes = {}
    for code, value in mapping(node, "events").items():
        path = join("events", code)
        found = rule(value, path, ("kind",), ("points", "cap", "label"))
        kind = choice(found["kind"], join(path, "kind"), ("bonus", "deduction", "veto", "fail"))
        if kind in ("veto", "fail") and ("points" in found or "cap" in found):
            raise scheme_refusal("points_of_veto_or_fail", path)
        codes[code] = {"kind": kind, **_optional_numbers(found, path, ("points", "cap"))}
    return codes


def _optional_numbers(found: dict[str, Any], path: str, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: number(found[key], join(path, key), 4) if key in found else None for key in keys}


def _caps(node: Any) -> dict[str, Any]:
    keys = ("bonus_cap", "deduction_cap")
    caps = _optional_numbers(rule(node, "adjustment", (), keys), "adjustment", keys)
    return {"bonus": caps["bonus_cap"], "deduction": caps["deduction_cap"]}


def _contests(node: Any, events: dict[str, Any]) -> dict[str, Any]:
    contests = {}
    for name, value in mapping(node, "contests").items():
        path = join("contests", name)
        found = rule(value, path, (), ("bonus", "bars_last", "label"))
        bonus = found.get("bonus", [])
        if not isinstance(bonus, list):
            raise scheme_refusal("not_a_list", join(path, "bonus"))
        if name in events and events[name]["kind"] != "bonus":
            raise scheme_refusal("contest_named_like_another_event", path)
        contests[name] = {
            "bonus": [number(points, join(path, "bonus"), 4) for points in bonus],
            "bars_last": switch(found.get("bars_last", "false"), join(path, "bars_last")),
        }
    return contests

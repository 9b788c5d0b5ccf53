"""The scheme's linkage: time shares, coefficients, pools (sections 6 and 7)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .refusal import scheme_refusal
from .scheme_nodes import choice, curve, exactly, join, number, positive, rule

OPTIONAL = ("unit_coefficient", "combine", "weights", "pool")


def linkage(node: Any, person_grades: tuple[str, ...] | None, unit_grades: tuple[str, ...]) -> dict[str, Any]:
    """The linkage with its defaults filled in."""
    found = rule(node, "linkage", ("mode", "time_share", "individual_coefficient"), OPTIONAL)
    mode = choice(found["mode"], "linkage.mode", ("direct", "indirect"))
    unit = found.get("unit_coefficient")
    if mode == "indirect" and unit is not None:
        raise scheme_refusal("indirect_with_unit_coefficient", "linkage.unit_coefficient")
    if mode == "direct" and unit is None:
        raise scheme_refusal("key_missing", "linkage.unit_coefficient")
    return {
        "mode": mode,
        "time_share": _time_share(found["time_share"]),
        "individual": _individual(found["individual_coefficient"], person_grades),
        "unit": _unit(unit, unit_grades) if unit is not None else None,
        "weights": _weights(found, mode),
        "pool": _pool(found["pool"]) if "pool" in found else None,
    }


def _time_share(node: Any) -> dict[str, Any]:
    found = rule(node, "linkage.time_share", ("by",), ("reference_day",))
    by = choice(found["by"], "linkage.time_share.by", ("month", "day"))
    day = found.get("reference_day", "15")
    if day == "last":
        day = "31"
    return {"by": by, "day": int(number(day, "linkage.time_share.reference_day", 0, 1, 31))}


def _individual(node: Any, grades: tuple[str, ...] | None) -> dict[str, Any]:
    path = "linkage.individual_coefficient"
    found = rule(node, path, ("from",), ("table", "divide_by", "curve", "ungraded"))
    if choice(found["from"], join(path, "from"), ("grade", "score")) == "grade":
        rule(node, path, ("from", "table"))
        if grades is None:
            raise scheme_refusal("grades_without_quotas", "quotas")
        return {"from": "grade", "table": _table(found["table"], join(path, "table"), (*grades, "ungraded"))}
    way = "curve" if "curve" in found else "divide_by"
    rule(node, path, ("from", way, "ungraded"))
    return {
        "from": "score",
        "divide_by": positive(found["divide_by"], join(path, "divide_by"), 6) if way == "divide_by" else None,
        "curve": curve(found["curve"], join(path, "curve")) if way == "curve" else None,
        "ungraded": number(found["ungraded"], join(path, "ungraded"), 6),
    }


def _table(node: Any, path: str, names: tuple[str, ...]) -> dict[str, Fraction]:
    return {name: number(value, join(path, name), 6) for name, value in exactly(node, path, names).items()}


def _unit(node: Any, grades: tuple[str, ...]) -> dict[str, Any]:
    path = "linkage.unit_coefficient"
    found = rule(node, path, ("from",), ("table", "curve"))
    source = choice(found["from"], join(path, "from"), ("grade", "rank", "score"))
    rule(node, path, {"grade": ("from", "table"), "rank": ("from",), "score": ("from", "curve")}[source])
    if source == "grade":
        return {"from": source, "table": _table(found["table"], join(path, "table"), grades)}
    if source == "rank":
        return {"from": source}
    given, below = found["curve"], join(path, "curve")
    if not isinstance(given, dict):
        given = dict.fromkeys(grades, given)
    curves = {name: curve(value, join(below, name)) for name, value in exactly(given, below, grades).items()}
    return {"from": source, "curves": curves}


def _weights(found: dict[str, Any], mode: str) -> tuple[Fraction, Fraction] | None:
    combine = choice(found.get("combine", "product"), "linkage.combine", ("product", "weighted"))
    if mode == "indirect" and ("combine" in found or "weights" in found):
        raise scheme_refusal("indirect_with_combine", "linkage.combine")
    if combine == "product":
        if "weights" in found:
            raise scheme_refusal("weights_without_weighted", "linkage.weights")
        return None
    rule(found.get("weights"), "linkage.weights", ("unit", "individual"))
    weights = [number(found["weights"][key], f"linkage.weights.{key}", 6, 0, 1) for key in ("unit", "individual")]
    if sum(weights) != 1:
        raise scheme_refusal("weights_not_one", "linkage.weights")
    return weights[0], weights[1]


def _pool(node: Any) -> dict[str, str]:
    path = "linkage.pool"
    found = rule(node, path, ("mode",), ("scope", "split"))
    mode = choice(found["mode"], join(path, "mode"), ("cap", "fill"))
    scope = choice(found.get("scope", "all"), join(path, "scope"), ("all", "category", "unit"))
    split = choice(found.get("split", "joint"), join(path, "split"), ("joint", "unit_first"))
    if mode == "cap" and split == "unit_first":
        raise scheme_refusal("unit_first_without_fill", join(path, "split"))
    return {"mode": mode, "scope": scope, "split": split}

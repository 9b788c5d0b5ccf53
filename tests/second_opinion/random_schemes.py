"""Random schemes, as nested texts: every option of the rulebook, small numbers that tie, midpoints, zeros, caps."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

CATEGORIES = ("township", "organ", "community", "second_category")
COMPONENTS = ("economic_development", "social_development", "common_work", "leaders_evaluation", "breakthrough_work")
DEPARTMENTS = ("discipline_inspection", "organization", "publicity", "united_front")
FULL_MARKS = ("100", "40", "20", "12.5", "10", "7", "0.5")
WEIGHTS = ("1", "2", "0.5", "0.3", "0.3333", "0.05", "0.15")
GRADE_NAMES = (("A", "B", "C"), ("A", "B", "C", "D"), ("A", "B", "C", "D", "F"), ("优秀", "良好", "合格", "不合格"))
SHARES: dict[int, tuple[tuple[str, ...], ...]] = {
    3: (("0.2", "0.5", "0.3"), ("0.333333", "0.333333", "0.333334"), ("0.5", "0.1", "0.4"), ("0", "1", "0")),
    4: (("0.2", "0.4", "0.35", "0.05"), ("0.25", "0.25", "0.25", "0.25"), ("0.15", "0.5", "0.35", "0")),
    5: (("0.1", "0.4", "0.2", "0.2", "0.1"), ("0", "0.4", "0.3", "0.3", "0"), ("0.2", "0.2", "0.2", "0.2", "0.2")),
}
UNIT_TIES = ("base_score", "rating_total", "coefficient", "bonus", "adjustment", "score_without_coefficient")
PLACES = ("largest_remainder", "cumulative_half_up", "cumulative_up")
PERSON_GRADES = ("excellent", "competent", "basically_competent", "incompetent")
CURVES = (
    [["0", "0"], ["33.3333", "0.7"], ["100", "1.3333"]],
    [["30", "0.3"], ["60", "0.7"], ["90", "1.1"]],
    [["0", "0.5"], ["60", "0.8"], ["80", "1"], ["100", "1.2"]],
    [["70", "1"]],
    [["-5", "0.2"], ["0.3", "0.25"], ["87.005", "0.25005"]],
)
EVENTS: dict[str, dict[str, Any]] = {
    "state_commendation": {"kind": "bonus", "points": "3"},
    "red_flag": {"kind": "bonus", "points": "1"},
    "free_bonus": {"kind": "bonus"},
    "circulated_criticism": {"kind": "deduction", "points": "0.5"},
    "conduct_violation": {"kind": "deduction"},
    "criticism_city": {"kind": "fail"},
    "work_safety_veto": {"kind": "veto"},
}
CONTESTS = ("double_learning", "double_comparing", "points_contest")


def drawn(name: str) -> Random:
    """The random numbers that belong to a name, the same on every machine."""
    return Random(name)


def shares_text(rng: Random, number: int, decimals: int) -> list[str]:
    """So many random shares that sum to exactly 1."""
    unit = 10**decimals
    cuts = sorted(rng.randint(0, unit) for _ in range(number - 1))
    parts = [upper - lower for lower, upper in zip([0, *cuts], [*cuts, unit], strict=True)]
    return [decimal_text(Fraction(part, unit), decimals) for part in parts]


def decimal_text(value: Fraction, decimals: int) -> str:
    """The value with at most so many decimals, without trailing zeros."""
    digits = f"{abs(value.numerator) * 10**decimals // value.denominator:0{decimals + 1}d}"
    whole, fraction = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    fraction = fraction.rstrip("0")
    return ("-" if value < 0 else "") + whole + (f".{fraction}" if fraction else "")


def maybe(rng: Random, chance: float, key: str, value: Any) -> dict[str, Any]:
    """The key, now and then."""
    return {key: value} if rng.random() < chance else {}


def scheme(rng: Random, cycle: int) -> dict[str, Any]:
    """A scheme for the cycle."""
    names = rng.sample(CATEGORIES, rng.choice((1, 1, 2, 2, 3)))
    grades = rng.choice(GRADE_NAMES)
    found: dict[str, Any] = {
        "scheme": "random",
        "title": {"en": "random", "zh": "随机"},
        "effective": _effective(rng, cycle),
        "source": "generated",
        **maybe(rng, 0.7, "score_decimals", rng.choice("01234")),
        "categories": {name: _category(rng, grades) for name in names},
        **_events_and_contests(rng),
    }
    used = tuple(dict.fromkeys(grade for one in found["categories"].values() for grade in one["grades"]["shares"]))
    from_score = rng.random() < 0.4
    if not from_score or rng.random() < 0.6:
        found["quotas"] = _quotas(rng, used)
    found["linkage"] = _linkage(rng, from_score, used)
    found |= maybe(rng, 0.4, "hold_harmless", rng.choice(("true", "false")))
    found["pay_item"] = {"code": "PERF-YE", "name": {"en": "Year-end performance pay", "zh": "年终绩效"}}
    return found


def _effective(rng: Random, cycle: int) -> dict[str, str]:
    start = rng.choice(("2016-01-01", "2016-01-01", f"{cycle}-12-31", f"{cycle}-07-01"))
    end = rng.choice((None, None, "2024-12-31", f"{cycle}-12-31"))
    return {"from": start, **({"to": end} if end else {})}


def _category(rng: Random, grades: tuple[str, ...]) -> dict[str, Any]:
    names = rng.sample(COMPONENTS, rng.choice((1, 1, 2, 2, 3, 4)))
    components: dict[str, Any] = {name: _component(rng) for name in names}
    if rng.random() < 0.4:
        components["democratic_evaluation"] = {**_component(rng), "ballots": _ballots(rng)}
    found: dict[str, Any] = {"components": components}
    if rng.random() < 0.8:
        found["rating"] = _rating(rng, list(components))
    found |= maybe(rng, 0.35, "absent_component", "reweight")
    found["grades"] = _grades(rng, grades, "rating" in found)
    return found


def _component(rng: Random) -> dict[str, Any]:
    return {"full_marks": rng.choice(FULL_MARKS), **maybe(rng, 0.4, "weight", rng.choice(WEIGHTS))}


def _ballots(rng: Random) -> dict[str, Any]:
    groups = rng.choice(
        (
            {"public": "1"},
            {"leaders": "0.3", "grassroots": "0.3", "public": "0.4"},
            {"leaders": "0.55", "public": "0.45"},
            {"leaders": "0.3333", "grassroots": "0.3333", "public": "0.3334"},
        )
    )
    values = {"excellent": "100", "good": rng.choice(("80", "82.5")), "fair": "60", "poor": "0"}
    return {"values": values, "groups": groups, **maybe(rng, 0.4, "absent_group", "renormalise")}


def _rating(rng: Random, components: list[str]) -> dict[str, Any]:
    departments = rng.sample(DEPARTMENTS, rng.randint(1, 4))
    found: dict[str, Any] = {"label": {"en": "party building", "zh": "党建"}, "departments": departments}
    if rng.random() < 0.8:
        scales: Any = "all" if rng.random() < 0.4 else rng.sample(components, rng.randint(1, len(components)))
        found["coefficient"] = {
            "step": rng.choice(("0.00001", "0.002", "0.005", "0.01", "0.0125", "0.00005", "0")),
            **maybe(rng, 0.7, "anchor", rng.choice(("median", "upper_middle", "lower_middle", "1", "2.5", "6"))),
            **maybe(rng, 0.6, "ties", rng.choice(("min", "average", "max"))),
            **maybe(rng, 0.6, "scales", scales),
        }
    if rng.random() < 0.5:
        found["bands"] = {"good": "90", "fairly_good": rng.choice(("80", "82.5")), "fair": "60", "poor": "0"}
        found |= maybe(rng, 0.6, "interview", ["fair", "poor"])
    marks = Fraction(rng.choice((10, 20, 25, 50, 100))) * len(departments)
    found |= {"full_marks": decimal_text(marks, 0)} if marks != 100 or rng.random() < 0.5 else {}
    return found


def _grades(rng: Random, names: tuple[str, ...], rated: bool) -> dict[str, Any]:
    if len(names) > 3 and rng.random() < 0.1:
        names = (*names[:2], names[-1])
    listed = (
        rng.choice(SHARES[len(names)]) if rng.random() < 0.5 else shares_text(rng, len(names), rng.choice((2, 3, 6)))
    )
    ties = [name for name in UNIT_TIES if rated or name != "rating_total"]
    minimum = {"A": rng.choice(("35", "16.2", "7.8", "80"))} if names[0] == "A" else {names[1]: "12.5"}
    if rng.random() < 0.3:
        minimum[names[1]] = rng.choice(("0.3", "12.5", "40"))
    return {
        "shares": dict(zip(names, listed, strict=True)),
        **maybe(rng, 0.8, "places", _places(rng, names)),
        **maybe(rng, 0.75, "ties", rng.choice(("better", "better", "worse", "worse", "refuse"))),
        **maybe(rng, 0.6, "break_ties", rng.sample(ties, rng.choice((1, 1, 2, 3)))),
        **maybe(rng, 0.6, "vacated", rng.choice(("refill", "lapse", "lapse"))),
        **maybe(rng, 0.4, "veto_bars", list(names[: rng.randint(1, len(names) - 1)])),
        **maybe(rng, 0.25, "minimum_score", minimum),
        **maybe(rng, 0.5, "fail_below_share_of_first", rng.choice(("0.6", "0.5", "0.25", "0.333333", "1"))),
    }


def _places(rng: Random, names: tuple[str, ...]) -> Any:
    return {"floor_into": rng.choice(names)} if rng.random() < 0.3 else rng.choice(PLACES)


def _events_and_contests(rng: Random) -> dict[str, Any]:
    codes = {code: dict(EVENTS[code]) for code in rng.sample(list(EVENTS), rng.randint(1, len(EVENTS)))}
    for event in codes.values():
        if "points" in event and rng.random() < 0.6:
            event["cap"] = rng.choice(("0.25", "1", "2", "3", "4.5", "6", "0"))
    if rng.random() < 0.06:
        return {"events": {code: event for code, event in EVENTS.items() if event["kind"] != "bonus"}}
    found: dict[str, Any] = {}
    if rng.random() < 0.65:
        names = rng.sample(CONTESTS, rng.randint(1, 3))
        found["contests"] = {name: _contest(rng) for name in names}
        if rng.random() < 0.4:
            cap = rng.choice(("0.25", "2", "3.5"))
            codes[names[0]] = {"kind": "bonus", "points": "1", **maybe(rng, 0.8, "cap", cap)}
    if rng.random() < 0.75:
        found["events"] = codes
    caps = {**maybe(rng, 0.6, "bonus_cap", rng.choice(("10", "3.5", "0.3", "0")))}
    caps |= maybe(rng, 0.6, "deduction_cap", rng.choice(("4", "1.5", "0.3")))
    return found | maybe(rng, 0.5, "adjustment", caps)


def _contest(rng: Random) -> dict[str, Any]:
    bonus = rng.choice((["3", "2", "1"], ["2", "1"], ["1.5"], ["0.3", "0.2", "0.1"], ["0.3", "0.3"]))
    return {
        **maybe(rng, 0.9, "bonus", bonus),
        **maybe(rng, 0.6, "bars_last", rng.choice(("true", "true", "false"))),
    }


def _quotas(rng: Random, units: tuple[str, ...]) -> dict[str, Any]:
    absorbing = rng.choice(("competent", "competent", "basically_competent", "excellent", "incompetent"))
    found: dict[str, Any] = {"grades": list(PERSON_GRADES), "absorbing": absorbing, **_quota_shares(rng, units)}
    follow = [PERSON_GRADES[min(place, 3)] for place in (0, 1, 1, 3, 3)]
    ceilings: dict[str, Any] = {"excellent": {"share": rng.choice(("0.25", "0.4", "0.2")), "source": "regulation"}}
    if rng.random() < 0.3:
        ceilings["incompetent"] = rng.choice(("0.1", "0", "0.333333"))
    heads: Any = "in_quota" if rng.random() < 0.35 else {"follow_unit": dict(zip(units, follow, strict=False))}
    return {
        **found,
        **maybe(rng, 0.35, "places", _places(rng, PERSON_GRADES)),
        **maybe(rng, 0.5, "ties", rng.choice(("worse", "worse", "better", "better", "refuse"))),
        **maybe(rng, 0.6, "break_ties", _person_ties(rng)),
        **maybe(rng, 0.6, "vacated", rng.choice(("refill", "lapse", "lapse"))),
        **maybe(rng, 0.25, "minimum_score", {"excellent": rng.choice(("85", "90.5", "87.005"))}),
        **maybe(rng, 0.4, "at_most", ceilings),
        **maybe(rng, 0.6, "small_units", {"below": rng.choice(("2", "3", "5", "8", "20"))}),
        **maybe(rng, 0.6, "heads", heads),
    }


def _person_ties(rng: Random) -> list[str]:
    return rng.choice((["final_score"], ["base_pay"], ["final_score", "base_pay"], ["coefficient", "bonus"]))


def _quota_shares(rng: Random, units: tuple[str, ...]) -> dict[str, Any]:
    way = rng.random()
    if way < 0.5:
        return {"by_unit_grade": {grade: _share_list(rng) for grade in units}}
    if way < 0.75:
        return {"default": _share_list(rng)}
    cuts = rng.choice((["1.0", "-1.0", "-2.0"], ["0.85", "-0.5", "-1.5"], ["1.28155", "0", "-0.67449"]))
    shifts = ("0.4", "0", "-0.3", "-0.8", "-1.25")
    return {"normal": {"cuts": cuts, "shift": dict(zip(units, shifts, strict=False))}}


def _share_list(rng: Random) -> dict[str, str]:
    known = (
        ("0.25", "0.75", "0", "0"),
        ("0.15", "0.7", "0.1", "0.05"),
        ("0.2", "0.7", "0.08", "0.02"),
        ("0.4", "0.4", "0.1", "0.1"),
    )
    listed = rng.choice(known) if rng.random() < 0.6 else shares_text(rng, 4, rng.choice((2, 4, 6)))
    return {
        name: share for name, share in zip(PERSON_GRADES, listed, strict=True) if share != "0" or rng.random() < 0.5
    }


def _linkage(rng: Random, from_score: bool, units: tuple[str, ...]) -> dict[str, Any]:
    direct = rng.random() < 0.55
    found: dict[str, Any] = {"mode": "direct" if direct else "indirect", "time_share": _time_share(rng)}
    found["individual_coefficient"] = _individual(rng, from_score)
    if direct:
        found["unit_coefficient"] = _unit_coefficient(rng, units)
        if rng.random() < 0.5:
            unit = rng.choice(("0.5", "0.4", "0.333333", "0"))
            weights = {"unit": unit, "individual": decimal_text(1 - Fraction(unit), 6)}
            found |= {"combine": "weighted", "weights": weights}
        else:
            found |= maybe(rng, 0.3, "combine", "product")
    return found | maybe(rng, 0.8, "pool", _pool(rng))


def _time_share(rng: Random) -> dict[str, str]:
    if rng.random() < 0.3:
        return {"by": "day"}
    return {"by": "month", **maybe(rng, 0.7, "reference_day", rng.choice(("last", "15", "1", "28", "30", "31")))}


def _individual(rng: Random, from_score: bool) -> dict[str, Any]:
    if not from_score:
        tables = (
            ("1.2", "1", "0.6", "0", "0"),
            ("1.5", "1.0", "1.0", "0.1", "0"),
            ("1.333333", "1.05", "0.8", "0.35", "0.5"),
        )
        return {"from": "grade", "table": dict(zip((*PERSON_GRADES, "ungraded"), rng.choice(tables), strict=True))}
    ungraded = rng.choice(("0", "0.25", "0.5", "0.123456"))
    if rng.random() < 0.5:
        return {"from": "score", "divide_by": rng.choice(("87.5", "30", "90", "100", "0.7")), "ungraded": ungraded}
    return {"from": "score", "curve": rng.choice(CURVES), "ungraded": ungraded}


def _unit_coefficient(rng: Random, units: tuple[str, ...]) -> dict[str, Any]:
    source = rng.choice(("grade", "rank", "score"))
    if source == "grade":
        values = ("1.2", "1", "0.85", rng.choice(("0", "0.5")), "0.123456")
        return {"from": "grade", "table": dict(zip(units, values, strict=False))}
    if source == "rank":
        return {"from": "rank"}
    each = rng.random() < 0.4
    return {"from": "score", "curve": {unit: rng.choice(CURVES) for unit in units} if each else rng.choice(CURVES)}


def _pool(rng: Random) -> dict[str, str]:
    mode = rng.choice(("cap", "fill"))
    found = {"mode": mode, **maybe(rng, 0.85, "scope", rng.choice(("all", "category", "unit", "unit")))}
    split = "unit_first" if mode == "fill" and rng.random() < 0.6 else "joint"
    return found | ({"split": split} if split == "unit_first" or rng.random() < 0.3 else {})

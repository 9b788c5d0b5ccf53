"""Random units with their scores, ratings, ballots, events and contests: many of them tie."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from .case_files import Texts
from .random_schemes import decimal_text

TRAPS = ("0.1", "0.2", "0.3", "0", "0.0005", "0.15", "0.45")
TRAPS_ABOVE_ONE = ("1.005", "2.675", "1.0000", "7.690", "6.7028", "8.125")
ZEROS = ("0", "0.0000")
EVENT_POINTS = ("0.1", "0.2", "0.3", "0.5", "1", "2", "2.5", "0.0005", "0.1005", "0")
CONTEST_POINTS = ("0", "0.1", "0.2", "0.3", "1", "2", "3", "5", "10.5", "-1", "-0.5", "-0.3")
VOTES = (0, 1, 1, 2, 3, 7, 10, 30)


def units(rng: Random, categories: list[str]) -> list[Texts]:
    """Units with identifiers that lose their meaning as numbers, and names with commas."""
    rows: list[Texts] = []
    most = rng.choice((5, 10, 25, 40, 40)) // len(categories)
    numbers = iter(rng.sample(range(1, 100), 99))
    for category in categories:
        for _ in range(rng.randint(most // 3, most) if most > 3 else rng.randint(2, 5)):
            number = next(numbers)
            shape = rng.choice((f"U{number}", f"{number:04d}", f"O{number:03d}", f"T{number:03d}", f"U{number:03d}"))
            name = rng.choice((f"单位{number}", f"单位{number}（镇）", f"单位{number}, 街道"))
            rows.append({"unit_id": shape, "unit_name": name, "category": category})
    return rows


def mark(rng: Random, full: str, traps: tuple[str, ...] | None = None) -> str:
    """A score up to the full marks, as a text that may carry trailing zeros."""
    most = Fraction(full)
    way = rng.random()
    if traps or way < 0.2:
        return rng.choice([trap for trap in traps or TRAPS + TRAPS_ABOVE_ONE if Fraction(trap) <= most])
    if way < 0.75:
        return _zeros(rng, decimal_text(most * rng.choice((5, 10, 12, 14, 15, 16, 17, 18, 19, 20, 20)) / 20, 4))
    return _zeros(rng, decimal_text(most * rng.randint(0, 10000) / 10000, 4))


def _zeros(rng: Random, text: str) -> str:
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction:0<4}" if rng.random() < 0.3 else text


def _profiles(rng: Random, ids: list[str]) -> dict[str, int]:
    """Which units share all their scores: as many profiles as units, or far fewer."""
    number = rng.choice((len(ids), len(ids), max(1, len(ids) // 2), 3))
    return {unit: rng.randrange(number) for unit in ids}


def component_scores(rng: Random, scheme: dict[str, Any], listed: list[Texts]) -> dict[str, list[Texts]]:
    """Scores and ballots of every component, some missing where the scheme allows it."""
    scores: list[Texts] = []
    ballots: list[Texts] = []
    gloomy = not any(code["kind"] == "bonus" for code in scheme.get("events", {"": {"kind": "bonus"}}).values())
    for name, category in scheme["categories"].items():
        ids = [row["unit_id"] for row in listed if row["category"] == name]
        profiles = _profiles(rng, ids)
        trapped = rng.choice((None, None, None, None, None, TRAPS[:4], TRAPS[:4], ZEROS)) if not gloomy else ZEROS
        for component, rule in category["components"].items():
            drawn: dict[int, Any] = {}
            for unit in ids:
                if "ballots" in rule:
                    votes = drawn.setdefault(profiles[unit], _votes(rng, rule["ballots"], category))
                    ballots += [{"unit_id": unit, "component": component, **vote} for vote in votes]
                    continue
                score = drawn.setdefault(profiles[unit], mark(rng, rule["full_marks"], trapped))
                if "absent_component" in category and rng.random() < 0.08:
                    score = None if rng.random() < 0.6 else ""
                if score is not None:
                    scores.append({"unit_id": unit, "component": component, "score": score})
    return {"component_scores": scores, "ballots": ballots}


def _votes(rng: Random, rule: dict[str, Any], category: dict[str, Any]) -> list[Texts]:
    rows = []
    silent_chance = 0.15 if "absent_group" in rule else 0.0
    everyone = silent_chance > 0 and "absent_component" in category and rng.random() < 0.1
    talking = rng.choice(list(rule["groups"]))
    for group in rule["groups"]:
        silent = everyone or (group != talking and rng.random() < silent_chance)
        counts = {option: 0 if silent else rng.choice(VOTES) for option in rule["values"]}
        if not silent and not any(counts.values()):
            counts["good"] = 1
        rows += [
            {"voter_group": group, "option": option, "votes": str(count)}
            for option, count in counts.items()
            if count or rng.random() < 0.5
        ]
    return rows


def ratings(rng: Random, scheme: dict[str, Any], listed: list[Texts]) -> tuple[str, list[Texts]]:
    """The table's name, and the ratings given or by indicators."""
    by_indicator = rng.random() < 0.3
    rows: list[Texts] = []
    for name, category in scheme["categories"].items():
        ids = [row["unit_id"] for row in listed if row["category"] == name]
        profiles = _profiles(rng, ids)
        drawn: dict[tuple[int, str], list[Texts]] = {}
        rating = category.get("rating")
        for department in rating["departments"] if rating else ():
            full = Fraction(rating.get("full_marks", "100")) / len(rating["departments"])
            for unit in ids:
                key = (profiles[unit], department)
                cells = drawn.setdefault(key, _indicators(rng, full) if by_indicator else _rating(rng, full))
                rows += [{"unit_id": unit, "department": department, **cell} for cell in cells]
    return ("indicator_scores" if by_indicator else "ratings"), rows


def _rating(rng: Random, full: Fraction) -> list[Texts]:
    most = decimal_text(full - Fraction(1, 10000) if full.denominator > 10 else full, 4)
    return [{"score": mark(rng, most)}]


def _indicators(rng: Random, full: Fraction) -> list[Texts]:
    parts = {("organisation", "study"): 20, ("organisation", "work"): 20, ("discipline", "work"): 60}
    rows = []
    for (first, second), percent in parts.items():
        most = decimal_text(full * percent / 100, 4)
        row = {"indicator_1": first, "indicator_2": second, "full_marks": most, "score": mark(rng, most)}
        rows.append(row)
    return rows


def events(rng: Random, scheme: dict[str, Any], listed: list[Texts], cycle: int) -> list[Texts]:
    """Events of the scheme's codes, on days of the cycle."""
    codes = scheme.get("events", {})
    rows: list[Texts] = []
    for number in range(rng.randint(0, len(listed) * 3 // 2) if codes else 0):
        code = rng.choice(list(codes))
        if codes[code]["kind"] in ("veto", "fail") and rng.random() < 0.5:
            continue
        day = date(cycle, 1, 1) + timedelta(days=rng.choice((0, rng.randrange(365), 364 + (cycle % 4 == 0))))
        valued = codes[code]["kind"] in ("bonus", "deduction")
        given = valued and ("points" not in codes[code] or rng.random() < 0.4)
        rows.append(
            {
                "event_id": f"E{number}",
                "unit_id": rng.choice(listed)["unit_id"],
                "code": code,
                "occurred_on": day.isoformat(),
                "document": f"〔{cycle}〕{number}号",
                "points": rng.choice(EVENT_POINTS) if given else "",
                "note": "",
            }
        )
    return rows


def contests(rng: Random, scheme: dict[str, Any], listed: list[Texts]) -> list[Texts]:
    """Points of some units, of whatever category, round by round."""
    rows = []
    for name in scheme.get("contests", {}):
        members = rng.sample(listed, rng.randint(0, len(listed)))
        narrow = rng.random() < 0.3
        for number in range(1, rng.randint(1, 4) + 1):
            for unit in members:
                if rng.random() < 0.7:
                    points = rng.choice(CONTEST_POINTS[:4] if narrow else CONTEST_POINTS)
                    rows.append({"contest": name, "round": str(number), "unit_id": unit["unit_id"], "points": points})
    return rows

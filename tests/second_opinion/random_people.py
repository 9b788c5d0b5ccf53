"""Random people and their assignments: ties, caps, fixed grades, gaps, days at the cycle's edges."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from .case_files import Texts
from .random_schemes import PERSON_GRADES

BASE_PAY = ("0", "0.01", "0.05", "12345.67", "24000.50", "33333.33", "36000", "48000", "50000", "99999.99")
SCORES = ("80", "80", "80", "87.005", "87.0049", "66.6666", "94.5", "0.1", "0.3", "100", "88", "85", "90", "95")
REASONS = ("新录用", "请假半年以上")


def people(rng: Random, quotas: dict[str, Any] | None) -> list[Texts]:
    """People without their assignments."""
    shape = rng.choice(("P{}", "{:06d}", "{:04d}x"))
    paid = rng.choice((BASE_PAY, BASE_PAY, BASE_PAY[3:], BASE_PAY[:4], ("36000",), ("0.01",)))
    number = rng.choice((0, 5, 15, 25, 60, 100, 150, 150))
    bound = rng.choice((0.07, 0.07, 0.07, 0.4))
    total = rng.randint(number // 2, number)
    return [_person(rng, shape.format(one), one, paid, bound, quotas) for one in range(1, total + 1)]


def _person(
    rng: Random, name: str, number: int, paid: tuple[str, ...], bound: float, quotas: dict[str, Any] | None
) -> Texts:
    graded = rng.random() < 0.95
    score = rng.choice(SCORES) if rng.random() < 0.7 else str(rng.randint(60, 99))
    cap, fixed = _cap_and_fixed(rng, bound, quotas)
    return {
        "person_id": name,
        "person_name": f"员{number}",
        "role": "head" if rng.random() < 0.07 else "staff",
        "base_pay": rng.choice(paid),
        "graded": "yes" if graded else "no",
        "id_type": "other",
        "id_number": f"X{number:07d}",
        "score": score if graded or rng.random() < 0.5 else "",
        "ungraded_reason": "" if graded else rng.choice(REASONS),
        "grade_cap": cap,
        "grade_fixed": fixed if graded else "",
    }


def _cap_and_fixed(rng: Random, bound: float, quotas: dict[str, Any] | None) -> tuple[str, str]:
    """A cap, and a fixed grade that is the absorbing one or worse and no better than the cap."""
    if quotas is None:
        return "", ""
    cap = rng.choice(PERSON_GRADES) if rng.random() < bound else ""
    first = max(PERSON_GRADES.index(quotas["absorbing"]), PERSON_GRADES.index(cap) if cap else 0)
    fixed = rng.choice(PERSON_GRADES[first:]) if rng.random() < bound else ""
    return cap, fixed


def assignments(rng: Random, listed: list[Texts], units: list[Texts], cycle: int) -> list[Texts]:
    """Where everybody was; some units hold most people, some nobody."""
    ids = [row["unit_id"] for row in units]
    crowd = rng.sample(ids, min(len(ids), rng.choice((1, 2, 4, len(ids)))))
    whole: list[tuple[date, date | None]] = [(date(cycle, 1, 1), None)]
    even = rng.random() < 0.2
    rows: list[Texts] = []
    for number, person in enumerate(listed):
        spells = whole if even else _spells(rng, cycle)
        for start, end in spells:
            unit = crowd[number % len(crowd)] if even else rng.choice(crowd if rng.random() < 0.8 else ids)
            end_text = end.isoformat() if end else ""
            start_text = start.isoformat()
            row = {"person_id": person["person_id"], "unit_id": unit, "start_date": start_text, "end_date": end_text}
            rows.append(row)
    return rows


def _spells(rng: Random, cycle: int) -> list[tuple[date, date | None]]:
    """Spells that do not overlap; at least one touches the cycle."""
    way = rng.random()
    first, last = date(cycle, 1, 1), date(cycle, 12, 31)
    old: list[tuple[date, date | None]] = []
    if rng.random() < 0.15:
        old.append((date(cycle - 5, 1, 1), rng.choice((date(cycle - 3, 6, 30), date(cycle - 1, 12, 30)))))
    if way < 0.45:
        start = rng.choice(
            (first, first - timedelta(days=1), date(cycle, rng.randint(1, 12), 1), last, _day(rng, cycle))
        )
        return [*old, (start, rng.choice((None, None, None, last, date(cycle + 1, 3, 1))))]
    if way < 0.6:
        ends = (date(cycle, 12, 14), date(cycle, 12, 15), date(cycle, 12, 16), first, date(cycle, 2, 28))
        return [*old, (first - timedelta(days=rng.choice((0, 1))), rng.choice(ends))]
    return old + _moves(rng, cycle)


def _moves(rng: Random, cycle: int) -> list[tuple[date, date | None]]:
    """Several spells, some right after the other, some with gaps."""
    days = sorted({_day(rng, cycle) for _ in range(rng.randint(1, 4))})
    spells: list[tuple[date, date | None]] = []
    for place, start in enumerate(days):
        if place + 1 < len(days):
            free = (days[place + 1] - start).days - 1
            spells.append((start, start + timedelta(days=rng.choice((free, free, rng.randint(0, free))))))
        else:
            spells.append((start, None if rng.random() < 0.6 else start + timedelta(days=rng.randint(0, 90))))
    if rng.random() < 0.1 and spells[-1][1] is not None:
        spells.append((date(cycle + 1, 6, 1), None))
    return spells


def _day(rng: Random, cycle: int) -> date:
    if rng.random() < 0.3:
        return date(cycle, rng.randint(1, 12), rng.choice((1, 14, 15, 16, 28)))
    return date(cycle, 1, 1) + timedelta(days=rng.randrange(366 if cycle % 4 == 0 else 365))

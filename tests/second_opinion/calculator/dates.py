"""Days from text, and the cycle's days and months (section 6)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import Any

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_of(text: Any) -> date | None:
    """The day that an ISO text says; nothing where it says none."""
    if not isinstance(text, str) or not ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def touches(assignment: dict[str, Any], cycle: int) -> bool:
    """Whether an assignment has a day in the cycle."""
    end = assignment["end_date"]
    return assignment["start_date"] <= date(cycle, 12, 31) and (end is None or end >= date(cycle, 1, 1))


def time_share(assignment: dict[str, Any], cycle: int, way: dict[str, Any]) -> Fraction:
    """The share of the cycle that an assignment holds, by months or by days."""
    first = max(assignment["start_date"], date(cycle, 1, 1))
    last = min(assignment["end_date"] or date.max, date(cycle, 12, 31))
    if way["by"] == "day":
        return Fraction((last - first).days + 1, (date(cycle, 12, 31) - date(cycle, 1, 1)).days + 1)
    days = [date(cycle, month, min(way["day"], monthrange(cycle, month)[1])) for month in range(1, 13)]
    return Fraction(sum(first <= day <= last for day in days), 12)

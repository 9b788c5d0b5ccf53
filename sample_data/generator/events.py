"""The tables events and contests out of short lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sample_data.generator.table_rows import Row

Event = tuple[str, str, str, str]
"""Unit, code, points (empty: the code's own), note."""


def event_rows(events: Sequence[Event], cycle: int) -> list[Row]:
    """The events with numbers, documents and days of the cycle, its first and last day among them."""
    return [
        {
            "event_id": f"E{number:03d}",
            "unit_id": unit_id,
            "code": code,
            "points": points,
            "occurred_on": _day(number, len(events), cycle),
            "document": f"示例〔{cycle}〕{number}号",
            "note": note,
        }
        for number, (unit_id, code, points, note) in enumerate(events, start=1)
    ]


def _day(number: int, events: int, cycle: int) -> str:
    if number in (1, events):
        return f"{cycle}-01-01" if number == 1 else f"{cycle}-12-31"
    return f"{cycle}-{number * 5 % 12 + 1:02d}-{number * 7 % 28 + 1:02d}"


def contest_rows(contest: str, points: Mapping[str, Sequence[str]]) -> list[Row]:
    """A contest's points by unit and round; an empty text is a round without the unit."""
    return [
        {"contest": contest, "round": f"R{number}", "unit_id": unit_id, "points": text}
        for unit_id, rounds in points.items()
        for number, text in enumerate(rounds, start=1)
        if text
    ]

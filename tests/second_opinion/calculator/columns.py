"""The columns of the input tables and what a single cell may say (section 10)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from .dates import day_of
from .figures import UnreadableFigureError, figure

Cell = Callable[[str], Any]
ID_TYPES = ("resident_id", "passport", "hk_macao_permit", "taiwan_permit", "foreign_permanent_resident_id", "other")


class UnreadableCellError(ValueError):
    """A cell that says nothing allowed; the message is the short code."""


def _text(text: str) -> str:
    return text


def _day(text: str) -> Any:
    day = day_of(text)
    if day is None:
        raise UnreadableCellError("not_a_date")
    return day


def _one_of(choices: tuple[str, ...], text: str) -> str:
    if text not in choices:
        raise UnreadableCellError("unknown_choice")
    return text


def _number(decimals: int, low: int | None, text: str) -> Any:
    try:
        return figure(text, decimals, low)
    except UnreadableFigureError as error:
        raise UnreadableCellError(str(error)) from error


SCORE: Cell = partial(_number, 4, 0)
SIGNED: Cell = partial(_number, 4, None)
MONEY: Cell = partial(_number, 2, 0)
COUNT: Cell = partial(_number, 0, 0)

# table -> (key columns, required columns, columns that may be empty or absent)
COLUMNS: dict[str, tuple[tuple[str, ...], dict[str, Cell], dict[str, Cell]]] = {
    "units": (("unit_id",), {"unit_id": _text, "unit_name": _text, "category": _text}, {}),
    "component_scores": (("unit_id", "component"), {"unit_id": _text, "component": _text}, {"score": SCORE}),
    "ratings": (("unit_id", "department"), {"unit_id": _text, "department": _text, "score": SCORE}, {}),
    "indicator_scores": (
        ("unit_id", "department", "indicator_1", "indicator_2"),
        {
            "unit_id": _text,
            "department": _text,
            "indicator_1": _text,
            "indicator_2": _text,
            "full_marks": SCORE,
            "score": SCORE,
        },
        {},
    ),
    "events": (
        ("event_id",),
        {"event_id": _text, "unit_id": _text, "code": _text, "occurred_on": _day, "document": _text},
        {"points": SCORE, "note": _text},
    ),
    "contests": (
        ("contest", "round", "unit_id"),
        {"contest": _text, "round": _text, "unit_id": _text, "points": SIGNED},
        {},
    ),
    "ballots": (
        ("unit_id", "component", "voter_group", "option"),
        {"unit_id": _text, "component": _text, "voter_group": _text, "option": _text, "votes": COUNT},
        {},
    ),
    "people": (
        ("person_id",),
        {
            "person_id": _text,
            "person_name": _text,
            "role": partial(_one_of, ("staff", "head")),
            "base_pay": MONEY,
            "graded": partial(_one_of, ("yes", "no")),
        },
        {
            "id_type": partial(_one_of, ID_TYPES),
            "id_number": _text,
            "score": SCORE,
            "ungraded_reason": _text,
            "grade_cap": _text,
            "grade_fixed": _text,
        },
    ),
    "assignments": (
        ("person_id", "start_date"),
        {"person_id": _text, "unit_id": _text, "start_date": _day},
        {"end_date": _day},
    ),
    "pools": (("scope_id",), {"scope_id": _text, "amount": MONEY}, {}),
}

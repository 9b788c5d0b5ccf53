"""Days from their text: the usual forms with the year first; what may mean two days has no value."""

from __future__ import annotations

import re
from datetime import date

import polars as pl

from contracts.column import Column
from pay_linkage.intake.numbers import FULL_WIDTH
from pay_linkage.intake.raw_table import Fault

YEARS = range(1900, 10000)
"""Years that a date may lie in."""

HALF_WIDTH = {"／": "/"} | {wide: half for wide, half in FULL_WIDTH.items() if half in "0123456789-."}
FORMS = (
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})",
    r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})",
    r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})",
    r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日",
    r"([0-9]{4})([0-9]{2})([0-9]{2})",
)
MIDNIGHT = r"(?:[ T]0?0:00(?::00(?:\.0+)?)?)?"
TIME = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"


def dates(text: pl.Series, column: Column) -> pl.Series:  # noqa: ARG001 - every kind is read alike
    """The days of a column, null where a text is no certain day. Forms: 2018-03-04, 2018/3/4, 2018.3.4, 2018年3月4日,
    20180304, each with a time of midnight or none.
    """
    if not text.str.contains("^[0-9]{4}-[0-9]{2}-[0-9]{2}$").all():
        text = _plain(text)
    days = text.str.to_date("%Y-%m-%d", strict=False)
    return pl.select(pl.when(days.dt.year() >= YEARS.start).then(days)).to_series()


def _plain(text: pl.Series) -> pl.Series:
    """Each day's text as YYYY-MM-DD; null where it has none of the forms."""
    half = text.str.replace_many(list(HALF_WIDTH), list(HALF_WIDTH.values()))
    found = [half.str.extract_groups(f"^{form}{MIDNIGHT}$") for form in FORMS]
    year, month, day = (
        pl.select(pl.coalesce(parts.struct.field(str(i)) for parts in found)).to_series() for i in (1, 2, 3)
    )
    return year + "-" + month.str.zfill(2) + "-" + day.str.zfill(2)


def date_fault(text: str, column: Column) -> Fault:  # noqa: ARG001 - every kind is judged alike
    """Why ``text`` is no day."""
    half = "".join(HALF_WIDTH.get(character, character) for character in text)
    for form in FORMS:
        parts = re.fullmatch(form + TIME, half)
        if parts:
            return Fault("date_with_time" if _exists(*map(int, parts.groups())) else "date_impossible", text)
    return Fault("date_not_readable", text)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).year in YEARS
    except ValueError:
        return False

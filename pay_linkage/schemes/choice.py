"""Values of which a scheme file may use one out of a few: words, yes or no, days of the calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, get_args

from pydantic import BeforeValidator, WithJsonSchema

from pay_linkage.schemes.finding import Finding, shown
from pay_linkage.schemes.suggestion import unknown

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def one_of(words: object, code: str = "scheme_choice_unknown") -> BeforeValidator:
    """Reads one of the words of a ``Literal``; another word is refused with ``code``."""
    known: tuple[str, ...] = get_args(words)

    def word(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise unknown(code, value, known).error()
        return value

    return BeforeValidator(word)


def fact(value: object) -> bool:
    """``true`` or ``false``, no other spelling."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value not in {"true", "false"}:
        raise Finding("scheme_neither_true_nor_false", value=shown(value)).error()
    return value == "true"


def day(value: object) -> date:
    """A day of the calendar, written YYYY-MM-DD."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise Finding("scheme_not_a_day", value=shown(value)).error()
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Finding("scheme_not_a_day", value=shown(value)).error() from None


Fact = Annotated[bool, BeforeValidator(fact), WithJsonSchema({"type": "boolean"})]
Day = Annotated[date, BeforeValidator(day), WithJsonSchema({"type": "string", "format": "date"})]

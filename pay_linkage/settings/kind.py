"""Kinds of values that a setting may have: what is accepted, and the code and facts of the refusal of all else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError


@dataclass(frozen=True, slots=True)
class Kind:
    """``accepts``: whether a value can be used; ``code`` and ``facts`` tell what was expected where it cannot."""

    accepts: Callable[[object], bool]
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False

    def read(self, text: str) -> object:
        """A value from its text in the environment: a whole number where one is expected, else the text itself."""
        return int(text) if self.whole and re.fullmatch(r"[0-9]{1,18}", text) else text


TEXT = Kind(lambda value: isinstance(value, str) and bool(value.strip()), "setting_not_text")


def one_of(*choices: str) -> Kind:
    """One of a few words."""
    return Kind(lambda value: value in choices, "setting_not_one_of", {"choices": ", ".join(choices)})


def whole(least: int, most: int) -> Kind:
    """A whole number in a range."""

    def accepts(value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most

    return Kind(accepts, "setting_not_whole", {"least": str(least), "most": str(most)}, whole=True)


def _is_cron(value: object) -> bool:
    try:
        CronSim(str(value), datetime(2000, 1, 1, tzinfo=UTC))
    except CronSimError:
        return False
    return isinstance(value, str) and len(value.split()) == len(("minute", "hour", "day", "month", "weekday"))


def _is_zone(value: object) -> bool:
    try:
        ZoneInfo(str(value))
    except (LookupError, OSError, ValueError):
        return False
    return isinstance(value, str)


CRON = Kind(_is_cron, "setting_not_cron")
ZONE = Kind(_is_zone, "setting_not_zone")
LEDGER_URL = Kind(
    lambda value: isinstance(value, str) and re.match(r"(sqlite|postgresql(\+psycopg)?)://", value) is not None,
    "setting_not_ledger_url",
)

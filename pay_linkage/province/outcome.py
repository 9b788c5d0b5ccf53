"""What became of one district, as a value that travels between processes: numbers and codes, nobody's name or pay."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from contracts.exit_status import DONE
from contracts.problem import COLON, Language, Problem
from contracts.words import Words
from pay_linkage.province.district import District

Status = Literal["done", "awaited", "failed"]
Count = tuple[str, str, int]
"""Category (or nothing), grade, how many."""
Called = tuple[Literal["category", "grade"], str, Words]
"""A code of the scheme and its name."""
LOG = logging.getLogger("pay_linkage.districts")
"""One record a district that is settled, with its ``outcome``; the command line turns it into a line."""
ZONE = ZoneInfo("Asia/Shanghai")
"""Where a due day ends."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a district's run came to: people, pay lines, cents (held ones too), units and people by grade, breaches.

    ``called``: what the scheme's categories and grades are called, in the scheme's order.
    """

    run_id: str
    publication: int | None
    scheme: str
    made_on: date
    people: int
    lines: int
    cents: int
    held_cents: int
    unit_grades: tuple[Count, ...]
    person_grades: tuple[Count, ...]
    breaches: int
    called: tuple[Called, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One district: done (with figures), awaited (its inputs are not there yet) or failed (with its problems).

    ``made``: the run was made now, not found. ``behind``: it is not done and its due day is over. ``exit_status``: what
    the command line ends with for such an outcome. ``happened``: for a defect, where.
    """

    district: str
    status: Status
    figures: Figures | None = None
    made: bool = False
    behind: bool = False
    problems: tuple[Problem, ...] = ()
    exit_status: int = DONE
    happened: tuple[str, ...] = ()

    @property
    def late(self) -> bool:
        """Done, but after the due day."""
        return self.status == "done" and self.behind

    def sentence(self, lang: Language) -> str:
        """The first problem and how many more there are; nothing where there is none."""
        if not self.problems:
            return ""
        first = self.problems[0]
        where = first.place.text(lang)
        more = len(self.problems) - 1
        rest = {"en": f" (and {more} more)", "zh": f"（另有 {more} 个问题）"}[lang] if more else ""
        return f"{where}{COLON[lang]}{first.text('what', lang)}{rest}" if where else f"{first.text('what', lang)}{rest}"


class DistrictFailed(Exception):
    """A district without a run, in the words that a scheduler may keep: its id and codes, no place and no value."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome

    def __str__(self) -> str:
        codes = ", ".join(sorted({problem.code for problem in self.outcome.problems}))
        return f"district {self.outcome.district} {self.outcome.status}: {codes}"

    __repr__ = __str__


def logged(outcome: Outcome) -> Outcome:
    """The outcome, and a record of it in the log."""
    LOG.info("district %s %s", outcome.district, outcome.status, extra={"outcome": outcome})
    return outcome


def house_today() -> date:
    """The day where the province is."""
    return datetime.now(ZONE).date()


def is_over(district: District, day: date) -> bool:
    """Whether the district's due day lies before ``day``."""
    return district.due is not None and district.due < day

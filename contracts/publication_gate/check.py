"""What the gate found: one check for each thing that a file must keep, and the places where it does not.

A place is a row's number, a person's code, or the code of a unit or category: no name, no document, no amount.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.problem import Place, Problem

MOST_SPOTS = 20
"""So many places are named of each check; the others are counted."""

AGAIN: Mapping[str, str] = {
    "again": "Export it again; a run's or publication's own file: move its folder aside and give the command again",
    "again_zh": "请重新导出；运行或发布自带的文件，请移走其文件夹后重新执行原命令",
}
"""How a file is written anew, for the blank ``again`` of the texts."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: the row as a spreadsheet counts it, whose row it is, or the unit, category or heading concerned."""

    row: int | None = None
    key: str | None = None


WHOLE = Spot()
"""No place in particular."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one file (or of the run's tables): ``code`` names the bad condition and is the key of its texts.

    ``spots`` are the first places where it does not hold, ``found`` how many there are.
    """

    code: str
    file: str
    sheet: str | None
    heading: str | None
    passed: bool
    spots: tuple[Spot, ...] = ()
    found: int = 0

    @property
    def problems(self) -> list[Problem]:
        """One problem for each place that is named; none where the check is passed."""
        if self.passed:
            return []
        return [self.problem(spot) for spot in self.spots or (WHOLE,)]

    def problem(self, spot: Spot = WHOLE) -> Problem:
        """What is wrong at a place, or with the file as a whole."""
        facts = {**AGAIN, "count": str(max(self.found, 1)), "heading": self.heading or "–"}
        return Problem(self.code, Place(self.file, self.sheet, spot.row), "gate", self.heading, spot.key, None, facts)


@dataclass(frozen=True, slots=True)
class GateReport:
    """The verdict over a run and its files."""

    run_id: str
    checks: tuple[Check, ...]

    @property
    def is_green(self) -> bool:
        """Whether every check is passed."""
        return all(check.passed for check in self.checks)

    @property
    def red(self) -> tuple[Check, ...]:
        """The checks that are not passed."""
        return tuple(check for check in self.checks if not check.passed)

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, by file."""
        return [problem for check in self.checks for problem in check.problems]


def named(places: Sequence[Spot]) -> tuple[tuple[Spot, ...], int]:
    """The first places, by row, and how many there are in all."""
    ordered = sorted(places, key=lambda spot: (spot.row or 0, spot.key or ""))
    return tuple(ordered[:MOST_SPOTS]), len(places)

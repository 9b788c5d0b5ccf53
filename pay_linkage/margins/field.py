"""The units that are ranked against each other, as their margins see them: one category, scored by the chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from pay_linkage.kernels.exact import scaled_number
from pay_linkage.rules.unit_grade import ranked
from pay_linkage.schemes.category import Category
from pay_linkage.schemes.grades import Grades

SHARE = 10**6
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One category. ``scored``: its units as ``chain.scored_units`` gives them; ``decimals`` of final scores."""

    name: str
    category: Category
    scored: pl.DataFrame
    decimals: int

    @property
    def grades(self) -> Grades:
        """How the units are graded."""
        return self.category.grades

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """unit_id → its row, decimals as scaled integers."""
        numbers = pl.selectors.decimal().to_physical()
        return {row["unit_id"]: row for row in self.scored.with_columns(numbers).iter_rows(named=True)}

    @cached_property
    def last_rank(self) -> int:
        """The worst rank that a unit has."""
        return max(ranked(self.scored, self.grades)["rank"].to_list(), default=0)

    @property
    def fine(self) -> int:
        """Ten-thousandths in one step of a final score."""
        places: int = 10 ** (4 - self.decimals)
        return places

    def others(self, unit_id: str, column: str) -> list[int]:
        """The values of ``column`` of all other units."""
        values, own = self._values(column), self._places[unit_id]
        return values[:own] + values[own + 1 :]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {unit_id: place for place, unit_id in enumerate(self.rows)}

    def _values(self, column: str) -> list[int]:
        return self.scored[column].to_physical().to_list()

    def turning_scores(self, unit_id: str) -> list[int]:
        """The final scores (in steps) of a unit from which on a comparison of final scores turns out differently:
        another unit is reached or passed, a minimum score reached, the unit or another fails no longer, or does.
        """
        others = self.others(unit_id, "final_score")
        fine = self.fine
        passed = [score + more for score in others for more in (0, fine)]
        minimum = [scaled_number(score, 4) for score in self.grades.minimum_score.values()]
        return [-(-score // fine) for score in (*passed, *minimum, *self._failing(others))]

    def _failing(self, others: Sequence[int]) -> list[int]:
        """Where the unit itself fails no longer, and where it is so high that another one fails (rulebook §4.2)."""
        share = self.grades.fail_below_share_of_first
        part = scaled_number(share, 6) if share else 0
        if not part:
            return []
        own = [-(-part * max(others) // SHARE)] if others else []
        return [1, *own, *(score * SHARE // part + 1 for score in others)]

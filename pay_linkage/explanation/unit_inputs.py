"""The inputs of units with what the rules make of them before anything is ranked: ballots, contests, points.

Belongs here: what is known as soon as there are inputs, a whole run or only a part of a year. Stays out: results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import polars as pl

from pay_linkage.rules.ballot_score import ballot_scores
from pay_linkage.rules.contests import contest_standings
from pay_linkage.schemes import Scheme
from pay_linkage.schemes.names import Names

Row = dict[str, Any]
ROW = "_row"


class UnitInputs:
    """The input tables of a cycle by unit; ``read`` gives a table by its name."""

    def __init__(self, scheme: Scheme, cycle: int, read: Callable[[str], pl.DataFrame]) -> None:
        self.scheme = scheme
        self.cycle = cycle
        self.names = Names(scheme)
        self._read = read
        self._inputs: dict[str, pl.DataFrame] = {}
        self._rows: dict[str, Mapping[str, list[Row]]] = {}

    def input(self, name: str) -> pl.DataFrame:
        """An input table."""
        if name not in self._inputs:
            self._inputs[name] = self._read(name)
        return self._inputs[name]

    def of_unit(self, table: str, unit_id: str) -> list[Row]:
        """The rows of an input table that speak of a unit."""
        if table not in self._rows:
            self._rows[table] = _by_unit(self.input(table))
        return self._rows[table].get(unit_id, [])

    @cached_property
    def standings_frame(self) -> pl.DataFrame:
        """The contests' standings (``contest_standings``)."""
        return contest_standings(self.input("contests"), self.scheme)

    @cached_property
    def standings(self) -> Mapping[str, list[Row]]:
        """unit_id → its standings, by contest."""
        return _by_unit(self.standings_frame.sort("contest", "unit_id"))

    @cached_property
    def contest_sizes(self) -> Counter[str]:
        """Contest → how many units it ranks."""
        return Counter(self.standings_frame["contest"])

    @cached_property
    def voted(self) -> pl.DataFrame:
        """The scores from ballots (``ballot_scores``)."""
        return ballot_scores(self.input("units"), self.input("ballots"), self.scheme)

    @cached_property
    def ballot_scores(self) -> dict[tuple[str, str], Row]:
        """unit_id, component → its score from ballots."""
        return {(row["unit_id"], row["component"]): row for row in self.voted.iter_rows(named=True)}


def _by_unit(frame: pl.DataFrame) -> Mapping[str, list[Row]]:
    return dict(frame.rows_by_key("unit_id", named=True, include_key=True))

"""What lies between a run's inputs and its results, calculated once more by the rules, each table when it is asked for.

Belongs here: frames and rows of the whole run. Stays out: which of them explain a unit or a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import polars as pl

from contracts.problem import Place
from contracts.tables import INPUT_TABLES
from pay_linkage.admission import Inputs
from pay_linkage.explanation.cells import Cells
from pay_linkage.explanation.names import Names
from pay_linkage.rules.adjustment import adjustments
from pay_linkage.rules.ballot_score import ballot_scores
from pay_linkage.rules.contests import contest_standings
from pay_linkage.rules.unit_grade import ranked
from pay_linkage.rules.unit_score import base_scores
from pay_linkage.runs import StoredRun
from pay_linkage.schemes import Scheme, read_scheme

Row = dict[str, Any]
ROW = "_row"


class Workings:
    """A stored run with what explains it."""

    def __init__(self, run: StoredRun) -> None:
        self.run = run
        self.cycle = run.manifest.cycle
        self.cells = Cells(run)
        self._inputs: dict[str, pl.DataFrame] = {}
        self._rows: dict[str, Mapping[str, list[Row]]] = {}

    @cached_property
    def scheme(self) -> Scheme:
        """The scheme that the run was made with."""
        return read_scheme(self.run.scheme_bytes, self.run.manifest.scheme.name)

    @cached_property
    def names(self) -> Names:
        """The names of the scheme's codes."""
        return Names(self.scheme)

    def input(self, name: str) -> pl.DataFrame:
        """An input table as the run read it."""
        if name not in self._inputs:
            self._inputs[name] = self.run.input(name)
        return self._inputs[name]

    @cached_property
    def inputs(self) -> Inputs:
        """All input tables."""
        return Inputs(self.cycle, **{name: self.input(name) for name in INPUT_TABLES})

    def of_unit(self, table: str, unit_id: str) -> list[Row]:
        """The rows of an input table that speak of a unit."""
        if table not in self._rows:
            self._rows[table] = _by_unit(self.input(table))
        return self._rows[table].get(unit_id, [])

    def cell(self, table: str, row: Row, column: str) -> tuple[Place, ...]:
        """The cell of a row's column; none where the cell is empty."""
        return () if row[column] is None else (self.cells.place(table, row[ROW], column),)

    @cached_property
    def unit_results(self) -> pl.DataFrame:
        """The run's unit results."""
        return self.run.table("unit_results")

    @cached_property
    def units(self) -> dict[str, Row]:
        """unit_id → its row of the unit results, with unit_name."""
        named = self.unit_results.join(self.input("units").select("unit_id", "unit_name"), on="unit_id", how="left")
        return {row["unit_id"]: row for row in named.iter_rows(named=True)}

    @cached_property
    def categories(self) -> dict[str, list[Row]]:
        """Category → its units' rows by rank."""
        found: dict[str, list[Row]] = {}
        for row in sorted(self.units.values(), key=lambda row: (row["rank"], row["unit_id"])):
            found.setdefault(row["category"], []).append(row)
        return found

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
    def _voted(self) -> pl.DataFrame:
        return ballot_scores(self.input("units"), self.input("ballots"), self.scheme)

    @cached_property
    def ballot_scores(self) -> dict[tuple[str, str], Row]:
        """unit_id, component → its score from ballots."""
        return {(row["unit_id"], row["component"]): row for row in self._voted.iter_rows(named=True)}

    @cached_property
    def base_scores(self) -> dict[str, Row]:
        """unit_id → scaled_sum, unscaled_sum, base_score."""
        given = self.input("component_scores").select("unit_id", "component", "score")
        frame = base_scores(self.input("units"), pl.concat([given, self._voted]), self.scheme)
        return {row["unit_id"]: row for row in frame.iter_rows(named=True)}

    def ranked(self, category: str) -> pl.DataFrame:
        """A category's units as ``unit_grade.ranked`` gives them, from the run's scores."""
        adjusted = adjustments(self.input("units"), self.input("events"), self.standings_frame, self.scheme)
        derived = ("rank", "rank_without_coefficient", "places_gained", "failed", "grade")
        scored = self.unit_results.filter(pl.col("category") == category).drop(derived)
        joined = scored.join(adjusted.select("unit_id", "fails"), on="unit_id", maintain_order="left")
        return ranked(joined, self.scheme.categories[category].grades)


def _by_unit(frame: pl.DataFrame) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(row["unit_id"], []).append(row)
    return found

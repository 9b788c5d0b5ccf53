"""What lies between a run's inputs and its results, calculated once more by the rules, each table when it is asked for.

Belongs here: frames and rows of the whole run. Stays out: which of them explain a unit or a person.
"""

from __future__ import annotations

from functools import cached_property

import polars as pl

from contracts.problem import Place
from contracts.tables import INPUT_TABLES
from pay_linkage.admission import Inputs
from pay_linkage.explanation.cells import Cells
from pay_linkage.explanation.unit_inputs import ROW, Row, UnitInputs
from pay_linkage.rules.adjustment import adjustments
from pay_linkage.rules.unit_grade import ranked
from pay_linkage.rules.unit_score import base_scores
from pay_linkage.runs import StoredRun
from pay_linkage.schemes import read_scheme


class Workings(UnitInputs):
    """A stored run with what explains it."""

    def __init__(self, run: StoredRun) -> None:
        scheme = read_scheme(run.scheme_bytes, run.manifest.scheme.name)
        super().__init__(scheme, run.manifest.cycle, run.input)
        self.run = run
        self.cells = Cells(run)

    @cached_property
    def inputs(self) -> Inputs:
        """All input tables."""
        return Inputs(self.cycle, **{name: self.input(name) for name in INPUT_TABLES})

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
    def base_scores(self) -> dict[str, Row]:
        """unit_id → scaled_sum, unscaled_sum, base_score."""
        given = self.input("component_scores").select("unit_id", "component", "score")
        frame = base_scores(self.input("units"), pl.concat([given, self.voted]), self.scheme)
        return {row["unit_id"]: row for row in frame.iter_rows(named=True)}

    def ranked(self, category: str) -> pl.DataFrame:
        """A category's units as ``unit_grade.ranked`` gives them, from the run's scores."""
        adjusted = adjustments(self.input("units"), self.input("events"), self.standings_frame, self.scheme)
        derived = ("rank", "rank_without_coefficient", "places_gained", "failed", "grade")
        scored = self.unit_results.filter(pl.col("category") == category).drop(derived)
        joined = scored.join(adjusted.select("unit_id", "fails"), on="unit_id", maintain_order="left")
        return ranked(joined, self.scheme.categories[category].grades)

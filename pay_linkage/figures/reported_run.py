"""A run as its report sees it: about to be written, or read back from the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from contracts.tables import INPUT_TABLES, RESULT_TABLES
from pay_linkage.admission import Inputs
from pay_linkage.chain import people_to_grade, scored_units
from pay_linkage.kernels.filling import Filling
from pay_linkage.kernels.matching import matched
from pay_linkage.rules.individual_grade import filled_people
from pay_linkage.rules.quotas import grouped_people, quota_places
from pay_linkage.runs import Identity, RunContent, StoredRun
from pay_linkage.schemes import Scheme, read_scheme


@dataclass(frozen=True)
class ReportedRun:
    """What a report is made from: no clock, no name of who ran it, so the same run has the same report.

    What several figures are made from is calculated once. ``filled`` is the filling behind the grades where the chain
    has just made it; that of a stored run is made again.
    """

    identity: Identity
    scheme: Scheme
    inputs: Inputs
    results: Mapping[str, pl.DataFrame]
    left_out: Mapping[str, str]
    filled: Filling | None = None

    @cached_property
    def scored(self) -> pl.DataFrame:
        """The units before they are ranked (``chain.scored_units``)."""
        return scored_units(self.inputs, self.scheme)

    @cached_property
    def grouped(self) -> pl.DataFrame:
        """The people graded within a quota (``rules.quotas.grouped_people``); nobody where the scheme has no quotas."""
        quotas = self.scheme.quotas
        persons = people_to_grade(self.inputs, self.scheme, self.results["unit_results"])
        return grouped_people(persons, quotas) if quotas else persons.clear()

    @cached_property
    def filling(self) -> Filling:
        """Everybody graded within a quota in a grade, and the ties at the edges (``individual_grade.filled_people``).
        Asked only of a scheme that has quotas.
        """
        quotas = self.scheme.quotas
        if quotas is None:
            raise ValueError("the scheme has no quotas")
        return self.filled or filled_people(self.grouped, quota_places(self.grouped, quotas), quotas)

    @cached_property
    def paid_people(self) -> pl.DataFrame:
        """Everybody who is paid: person_id, amount, individual_grade, the last unit_id, category, rank, unit_grade."""
        persons = self.results["person_results"].select("person_id", "unit_id", "individual_grade")
        paid = self.results["payroll"].select("person_id", "amount")
        return matched(paid, persons, "person_id").join(self._units, on="unit_id", maintain_order="left")

    @cached_property
    def paid_lines(self) -> pl.DataFrame:
        """The pay lines with category, rank and unit_grade, and a number for the person of each, ``_person``, by which
        persons are counted faster than by their texts. The lines of a run are in the order of person_id.
        """
        lines = self.results["pay_lines"]
        numbered = lines.with_columns(lines["person_id"].rle_id().alias("_person"))
        return numbered.join(self._units, on="unit_id", maintain_order="left")

    @cached_property
    def _units(self) -> pl.DataFrame:
        return self.results["unit_results"].select("unit_id", "category", "rank", pl.col("grade").alias("unit_grade"))


def about_to_be_written(content: RunContent, scheme: Scheme, filled: Filling | None) -> ReportedRun:
    """The run that ``content`` will be, its people graded by the filling ``filled``."""
    inputs = Inputs(content.identity.cycle, **content.inputs)
    return ReportedRun(content.identity, scheme, inputs, content.results, content.left_out, filled)


def as_stored(run: StoredRun) -> ReportedRun:
    """A run of the store. Raises ``StoreFailure`` where a file of it is damaged."""
    manifest = run.manifest
    inputs = Inputs(manifest.cycle, **{name: run.input(name) for name in INPUT_TABLES})
    results = {name: run.table(name) for name in RESULT_TABLES}
    scheme = read_scheme(run.scheme_bytes, manifest.scheme.name)
    return ReportedRun(manifest.identity, scheme, inputs, results, manifest.left_out)

"""A run's people as explanations ask for them: one person's rows at a time, groups and pools of everybody."""

from __future__ import annotations

from functools import cached_property

import polars as pl

from pay_linkage.chain import people_in_units
from pay_linkage.explanation.line_workings import line_workings
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.rules.quotas import grouped_people, quota_places
from pay_linkage.schemes.quotas import Quotas


class People:
    """The people of a run, each table made when it is first asked for."""

    def __init__(self, of: Workings) -> None:
        self._of = of

    @cached_property
    def amounts(self) -> dict[str, Row]:
        """person_id → the person's row of the payroll."""
        return {row["person_id"]: row for row in self._of.run.table("payroll").iter_rows(named=True)}

    @cached_property
    def line_frame(self) -> pl.DataFrame:
        """Every pay line with what it went through (``line_workings``)."""
        return line_workings(self._of)

    def lines(self, person_id: str) -> list[Row]:
        """A person's pay lines, by start_date."""
        return self.line_frame.filter(pl.col("person_id") == person_id).rows(named=True)

    @cached_property
    def _persons(self) -> pl.DataFrame:
        return people_in_units(self._of.inputs, self._of.unit_results)

    @cached_property
    def _results(self) -> pl.DataFrame:
        results = self._of.run.table("person_results")
        return results.select("person_id", "individual_grade", "individual_coefficient")

    def result(self, person_id: str) -> Row | None:
        """A person's input and results; None for somebody who is only held harmless."""
        rows = (
            self._persons.filter(pl.col("person_id") == person_id).join(self._results, on="person_id").rows(named=True)
        )
        return rows[0] if rows else None

    @cached_property
    def _grouped(self) -> pl.DataFrame:
        quotas = self._of.scheme.quotas
        return self._persons.clear() if quotas is None else grouped_people(self._persons, quotas)

    def group(self, person_id: str) -> pl.DataFrame:
        """The people with whom a person competes for the grades; nobody for who does not compete."""
        own = self._grouped.filter(pl.col("person_id") == person_id)
        return self._grouped.join(own.select("group"), on="group", how="semi") if own.height else own

    def places(self, group: pl.DataFrame, quotas: Quotas) -> pl.DataFrame:
        """The group's row of places (``quota_places``)."""
        return quota_places(group, quotas)

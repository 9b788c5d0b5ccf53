"""The run that is judged: its tables, its scheme, and whose unit and category is which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from pay_linkage.layouts.sources import Subject
from pay_linkage.runs import StoredRun
from pay_linkage.schemes import Scheme, read_scheme


@dataclass(frozen=True)
class Judged:
    """A stored run with its scheme; tables are read from its folder, hashes compared, the large ones once."""

    run: StoredRun
    scheme: Scheme

    @cached_property
    def payroll(self) -> pl.DataFrame:
        """What everybody is paid."""
        return self.run.table("payroll")

    @cached_property
    def pay_lines(self) -> pl.DataFrame:
        """The lines of the pay."""
        return self.run.table("pay_lines")

    def subject(self, publication: int | None) -> Subject:
        """What is the same for all rows of its files."""
        item, manifest = self.scheme.pay_item, self.run.manifest
        return Subject(manifest.cycle, manifest.run_id, item.code, item.name.en, item.name.zh, publication)

    def belonging(self) -> pl.DataFrame:
        """Each person's last unit and its category: person_id, unit, category."""
        units = self.run.input("units").select("unit_id", "category")
        last = self.run.table("person_results").select("person_id", "unit_id")
        return last.join(units, on="unit_id", how="left").select("person_id", unit="unit_id", category="category")


def judged(run: StoredRun) -> Judged:
    """The run and its scheme. Raises ``StoreFailure`` where its folder was changed."""
    return Judged(run, read_scheme(run.scheme_bytes, run.manifest.scheme.name))

"""A scenario: what assumed inputs would come to. It is no run, and cannot become one.

It has no id, no manifest, no folder and no files, so there is nothing that could be approved, exported or published;
the run store and the ledger take runs only. What is compared with runs, it has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pay_linkage.admission import Inputs
from pay_linkage.chain import Results
from pay_linkage.runs.manifest import versions
from pay_linkage.scenarios.setting import Setting


@dataclass(frozen=True, slots=True)
class Scenario:
    """``name`` is what the user calls it; ``settings`` are what it assumes, none where another scheme is all there is.

    ``inputs`` and ``results`` are the tables of rulebook §10 and §11; results hold held parts where the run that it
    starts from has them.
    """

    name: str
    settings: tuple[Setting, ...]
    scheme_name: str
    scheme_bytes: bytes
    inputs: Inputs
    results: Results

    @property
    def cycle(self) -> int:
        """The calendar year."""
        return self.inputs.cycle

    @property
    def versions(self) -> Mapping[str, str]:
        """Versions of what calculated: those at work."""
        return versions()

    def table(self, name: str) -> pl.DataFrame:
        """A result table (rulebook §11)."""
        return self.results.tables()[name]

    def input(self, name: str) -> pl.DataFrame:
        """An input table (rulebook §10), with ``_row``."""
        return self.inputs.table(name)

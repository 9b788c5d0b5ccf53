"""What scenarios start from: a run's own scheme and inputs, and what its held parts were measured against."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pay_linkage.chain import Results
from pay_linkage.corrections.stored import held_against, input_tables, stored_published
from pay_linkage.order import Loaded
from pay_linkage.rerun import names_since, with_held_parts
from pay_linkage.runs import Store, StoredRun
from pay_linkage.schemes import Scheme, read_scheme


@dataclass(frozen=True, slots=True)
class Measure:
    """What was published when the run's held parts were measured, and whom appeals had named since."""

    published: pl.DataFrame
    named: pl.DataFrame

    def held(self, results: Results, scheme: Scheme) -> Results:
        """The results with their held parts, where the scheme holds people harmless (rulebook §8)."""
        return with_held_parts(results, self.published, self.named) if scheme.hold_harmless else results


@dataclass(frozen=True, slots=True)
class Basis:
    """The scheme and tables as they are before anything is assumed; ``measure`` is None where nothing was held."""

    cycle: int
    loaded: Loaded
    measure: Measure | None = None


def basis_of(store: Store, run: StoredRun) -> Basis:
    """What scenarios of a stored run start from: without any setting they come to the run's own results."""
    scheme = read_scheme(run.scheme_bytes, run.scheme_name)
    loaded = Loaded(scheme, run.scheme_bytes, input_tables(run), (), run.manifest.inputs)
    return Basis(run.cycle, loaded, _measure(store, run))


def _measure(store: Store, run: StoredRun) -> Measure | None:
    published, amounts = held_against(run), stored_published(run)
    if published is None or amounts is None:
        return None
    return Measure(amounts, names_since(store, run.name, published))

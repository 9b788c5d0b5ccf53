"""Scenarios beside what they start from: for each of them what moved, in the shape in which reruns are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from contracts.problem import Problem, Refused
from contracts.tables import CORRECTIONS
from pay_linkage.diff import Diff, compared
from pay_linkage.diff.two_runs import Side, TwoRuns
from pay_linkage.runs import Store
from pay_linkage.scenarios.assumption import scenario
from pay_linkage.scenarios.basis import Basis, basis_of
from pay_linkage.scenarios.scenario import Scenario
from pay_linkage.scenarios.setting import Setting, typed_settings

TYPED = "--set"
"""Where settings stand that were typed."""
NO_CORRECTIONS = pl.DataFrame(schema={**CORRECTIONS.dtypes, "run_id": pl.String()})


@dataclass(frozen=True, slots=True)
class WhatIf:
    """``base`` is the run, or what stands for it; ``moves`` compare it with each of the ``scenarios``."""

    base: Side
    scenarios: tuple[Scenario, ...]
    moves: tuple[Diff, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """The base and the scenarios."""
        return (self.base, *self.scenarios)


def what_if(run: str, settings: Mapping[str, Iterable[str]] | Iterable[str], store: str | Path) -> WhatIf:
    """What a run would come to under other settings; the store stays as it is, and nothing of it can be published.

    ``run``: the run's id or its beginning; ``settings``: texts such as ``scheme:linkage.pool.mode=fill`` or
    ``ratings:T03/organization=96.5``, or several such lists by scenario's name. Raises ``contracts.problem.Refused``
    with all problems, the same that a run of the changed inputs would be refused for.
    """
    named = settings if isinstance(settings, Mapping) else {"what-if": settings}
    return assumed_of(Store(store), run, {name: typed_settings(texts, TYPED) for name, texts in named.items()}, TYPED)


def assumed_of(store: Store, run_id: str, scenarios: Mapping[str, Sequence[Setting]], file: str) -> WhatIf:
    """The scenarios of a stored run; ``file`` is where their settings stand. Raises ``Refused`` as ``what_if``."""
    run = store.open(run_id)
    return beside(run, _made(basis_of(store, run), scenarios, file))


def beside(base: Side, scenarios: Sequence[Scenario], corrections: pl.DataFrame | None = None) -> WhatIf:
    """The scenarios compared with their base; where ``corrections`` led to them, these are told as causes."""
    lines = NO_CORRECTIONS if corrections is None else corrections
    moves = [compared(TwoRuns(base, one, lines, assumed=corrections is None)) for one in scenarios]
    return WhatIf(base, tuple(scenarios), tuple(moves))


def _made(basis: Basis, scenarios: Mapping[str, Sequence[Setting]], file: str) -> list[Scenario]:
    """All scenarios, or every problem of all of them."""
    made: list[Scenario] = []
    problems: list[Problem] = []
    for name, settings in scenarios.items():
        try:
            made.append(scenario(basis, name, settings, file))
        except Refused as refusal:
            problems += refusal.problems
    if problems:
        raise Refused(problems)
    return made

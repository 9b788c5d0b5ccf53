"""A scenario is what a real run of the changed inputs comes to, or is refused for the same reasons.

``PAY_LINKAGE_CASES=200`` tries 200 random changes.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random

import polars as pl
import pytest

from contracts.problem import Refused
from pay_linkage.runs import Store, StoredRun
from pay_linkage.scenarios import what_if
from pay_linkage.year_end import run_cycle
from tests.corrections.histories import fresh_tables
from tests.properties.cases_wanted import cases_wanted
from tests.second_opinion import generator
from tests.second_opinion.case_files import Case, read_case
from tests.second_opinion.random_schemes import drawn

from .random_settings import settings

CHANGES_OF_A_RUN = 5
MOST_PEOPLE = 60


@dataclass(frozen=True)
class Base:
    """A stored run and the case that it was made from."""

    store: Store
    run: StoredRun
    case: Case


def bases(folder: Path) -> Iterator[Base]:
    """Runs of random cases, without end."""
    for seed in count(1):
        place = folder / str(seed)
        generator.write_case(seed, place / "case")
        case = read_case(place / "case")
        if len(case.tables.get("people", [])) > MOST_PEOPLE:
            continue
        try:
            path = run_cycle(place / "case" / "scheme.yaml", place / "case", case.cycle, place / "store")
        except Refused:
            continue
        store = Store(place / "store")
        yield Base(store, store.open(path.name), case)


def expected(case: Case, folder: Path) -> dict[str, pl.DataFrame] | list[str]:
    """The tables of a real run of the case, or the codes of what it is refused for."""
    deepcopy(case).write(folder)
    try:
        return fresh_tables(folder, case.cycle)
    except Refused as refusal:
        return sorted(problem.code for problem in refusal.problems)


def outcome(base: Base, rng: Random, folder: Path) -> str:
    """Try one change; raises AssertionError where the scenario and the run differ."""
    change = settings(rng, base.case)
    if not change.settings:
        return "nothing to set"
    wanted = expected(change.case, folder)
    try:
        found = what_if(base.run.name, change.settings, base.store.root).scenarios[0]
    except Refused as refusal:
        codes = sorted(problem.code for problem in refusal.problems)
        assert isinstance(wanted, list), (change.settings, codes)
        assert codes == wanted, change.settings
        return "refused"
    assert isinstance(wanted, dict), (change.settings, wanted)
    for name, frame in wanted.items():
        assert found.table(name).equals(frame), (name, change.settings)
    return "moved" if any(not base.run.table(name).equals(frame) for name, frame in wanted.items()) else "unmoved"


@pytest.mark.timeout(3600)
def test_a_scenario_is_what_a_run_of_the_changed_inputs_comes_to(tmp_path: Path) -> None:
    wanted, happened, start = cases_wanted(15), Counter[str](), time.perf_counter()
    for base in islice(bases(tmp_path), -(-wanted // CHANGES_OF_A_RUN)):
        before = {path: path.read_bytes() for path in base.store.root.rglob("*") if path.is_file()}
        for number in range(CHANGES_OF_A_RUN):
            happened[outcome(base, drawn(f"{base.run.name} {number}"), tmp_path / "changed")] += 1
        assert before == {path: path.read_bytes() for path in base.store.root.rglob("*") if path.is_file()}
    print(f"{wanted} changes in {time.perf_counter() - start:.0f} s: {dict(happened)}")
    assert happened["moved"] > wanted / 5

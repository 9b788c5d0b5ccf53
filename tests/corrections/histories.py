"""Random histories of appeals on small random cases: ``python -m tests.corrections.histories --histories 5000``.

Each rerun is held against a fresh run of the corrected files, its held parts against plain dicts, and what was paid in
all publications together against the last entitlement. Appeals that are withdrawn give what was before them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import polars as pl

from contracts.problem import Refused
from pay_linkage import chain, rerun, run_content
from pay_linkage.admission import admitted
from pay_linkage.intake import read_inputs
from pay_linkage.rules.delta import differences
from pay_linkage.runs import Store, StoredRun
from pay_linkage.schemes import read_scheme
from pay_linkage.year_end import Measured, run_cycle
from tests.second_opinion import generator
from tests.second_opinion.case_files import Case, read_case
from tests.second_opinion.random_schemes import drawn

from .corrections_csv import write_corrections
from .plain_ledger import PlainLedger, held, named
from .random_corrections import Correction, after, corrections, withdrawn

MOST_PEOPLE = 40


@dataclass
class State:
    """A run, its case as texts, and whom the corrections since the first run name, run by run."""

    run: StoredRun
    case: Case
    names: dict[str, set[str]]


def history(seed: int, steps: int = 10) -> Counter[str]:
    """Play a history of up to so many reruns; raises AssertionError where anything differs. Counts what happened."""
    with tempfile.TemporaryDirectory() as name:
        return _played(drawn(f"history {seed}"), Path(name), steps)


def _played(rng: Random, folder: Path, steps: int) -> Counter[str]:
    case = valid_case(rng, folder / "case")
    path = run_cycle(folder / "case" / "scheme.yaml", folder / "case", case.cycle, folder / "store")
    store, ledger = Store(folder / "store"), PlainLedger()
    state = State(store.open(path.name), case, {})
    happened = Counter[str]()
    for _ in range(rng.randint(1, steps)):
        if rng.random() < 0.6:
            _publish(state, ledger, happened)
        state = _appealed(rng, state, ledger, folder, happened)
    _publish(state, ledger, happened)
    return happened


def _appealed(rng: Random, before: State, ledger: PlainLedger, folder: Path, happened: Counter[str]) -> State:
    """The run after an appeal, or after its withdrawal; the run before it where the appeal is refused."""
    lines = corrections(rng, before.case)
    made = _rerun(rng, before, lines, ledger, folder, happened)
    if made is None or rng.random() < 0.7:
        return made or before
    is_published = rng.random() < 0.5
    if is_published:
        _publish(made, ledger, happened)
    back = _rerun(rng, made, withdrawn(before.case, lines), ledger, folder, happened)
    if back is None:
        return made
    was_held = any(amounts(before.run.table("payroll"), "held").values())
    if before.case.scheme["hold_harmless"] == "false" or not (is_published or was_held):
        assert amounts(back.run.table("payroll")) == amounts(before.run.table("payroll")), "withdrawn"
        happened["withdrawn"] += 1
    return back


def valid_case(rng: Random, folder: Path) -> Case:
    """A case with people that can be run, half of them holding harmless."""
    while True:
        generator.write_case(rng.randrange(10**9), folder)
        case = read_case(folder)
        if not 0 < len(case.tables.get("people", [])) <= MOST_PEOPLE:
            continue
        case.scheme["hold_harmless"] = rng.choice(("true", "true", "false"))
        case.write(folder)
        try:
            fresh_tables(folder, case.cycle)
        except Refused:
            continue
        return case


def fresh_tables(folder: Path, cycle: int) -> dict[str, pl.DataFrame]:
    """Result tables of the folder's tables, without the store."""
    scheme = read_scheme((folder / "scheme.yaml").read_bytes(), "scheme.yaml")
    tables, problems = read_inputs(folder)
    return dict(chain.calculated(admitted(scheme, cycle, tables, problems), scheme).tables())


def amounts(payroll: pl.DataFrame, column: str = "amount") -> dict[str, Decimal]:
    """person_id → amount."""
    return dict(payroll.select("person_id", column).iter_rows())


def _publish(state: State, ledger: PlainLedger, happened: Counter[str]) -> None:
    """Pay what the product says is still to be paid; then everybody has been paid the entitlement."""
    happened["published"] += 1
    before = ledger.published()
    paid = before.amounts if before else pl.DataFrame(schema={"person_id": pl.String, "amount": pl.Decimal(38, 2)})
    payroll = state.run.table("payroll")
    ledger.publish(state.run.manifest.run_id, amounts(differences(payroll, paid), "difference"))
    entitled = amounts(payroll)
    assert {one: amount for one, amount in ledger.paid.items() if amount} == {
        one: amount for one, amount in entitled.items() if amount
    }
    state.names.clear()


def _rerun(
    rng: Random,
    state: State,
    lines: list[Correction],
    ledger: PlainLedger,
    folder: Path,
    happened: Counter[str],
) -> State | None:
    if not lines:
        return None
    before = state.run.path.joinpath("manifest.json").read_bytes()
    file = folder / f"corrections-{rng.randrange(10**9)}.csv"
    write_corrections(file, lines, rng)
    corrected = after(state.case, lines)
    expected = _expected(corrected, folder / "corrected")
    order = rerun.RerunOrder(state.run.manifest.run_id, str(file), str(folder / "store"), "复核", "tester")
    try:
        path = rerun.rerun(order, Measured(), ledger.published)
    except Refused as refusal:
        if expected is not None:
            raise AssertionError([(p.code, p.place, p.table, p.key) for p in refusal.problems]) from None
        happened["refused"] += 1
        return None
    assert expected is not None, "only the fresh run is refused"
    run = Store(folder / "store").open(path.name)
    own = named(state.case, corrected, lines)
    result = State(run, corrected, {**state.names, path.name: own})
    _compare(run, expected, result, ledger, happened)
    assert state.run.path.joinpath("manifest.json").read_bytes() == before
    assert rng.random() < 0.8 or rerun.rerun(order, Measured(), ledger.published) == path
    happened["reruns"] += 1
    return result


def _expected(case: Case, folder: Path) -> dict[str, pl.DataFrame] | None:
    written = deepcopy(case)
    written.write(folder)
    try:
        return fresh_tables(folder, case.cycle)
    except Refused:
        return None


def _compare(
    run: StoredRun, expected: dict[str, pl.DataFrame], state: State, ledger: PlainLedger, happened: Counter[str]
) -> None:
    for name, frame in expected.items():
        if name != "payroll":
            assert run.table(name).equals(frame), name
    entitled, payroll = amounts(expected["payroll"]), run.table("payroll")
    harmless = state.case.scheme["hold_harmless"] == "true" and ledger.run_id is not None
    names = set().union(*state.names.values())
    parts = held(entitled, ledger.paid, names) if harmless else {}
    assert {one: part for one, part in amounts(payroll, "held").items() if part} == parts
    everyone = {*entitled, *parts}
    assert amounts(payroll) == {one: entitled.get(one, Decimal(0)) + parts.get(one, Decimal(0)) for one in everyone}
    if harmless:
        now = amounts(payroll)
        assert all(now.get(one, 0) >= paid for one, paid in ledger.paid.items() if one not in names)
    happened[f"{state.case.scheme['linkage']['mode']} linkage"] += 1
    happened["pool"] += "pool" in state.case.scheme["linkage"]
    happened["held"] += bool(parts)
    happened["moved"] += amounts(payroll) != {one: paid for one, paid in ledger.paid.items() if paid}


def main() -> int:
    """Play ``--histories`` histories from the seed ``--first`` on; exit status 1 where any differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=5000)
    parser.add_argument("--first", type=int, default=1)
    wanted = parser.parse_args()
    rerun.with_rerun_report = run_content.with_report = lambda content, *_: content  # half of the time, not looked at
    start, happened, wrong = time.perf_counter(), Counter[str](), 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        seeds = range(wanted.first, wanted.first + wanted.histories)
        for seed, (counts, difference) in zip(seeds, pool.map(outcome, seeds, chunksize=4), strict=True):
            happened += counts
            wrong += bool(difference)
            if difference:
                print(f"seed {seed}: {difference}")
    seconds = time.perf_counter() - start
    print(f"{wanted.histories} histories from seed {wanted.first} in {seconds:.0f} s: {dict(happened)}, {wrong} differ")
    return 1 if wrong else 0


def outcome(seed: int) -> tuple[Counter[str], str]:
    """What happened, and what differs, if anything."""
    try:
        return history(seed), ""
    except AssertionError as difference:
        return Counter(), str(difference)[:500] or "differs"


if __name__ == "__main__":
    sys.exit(main())

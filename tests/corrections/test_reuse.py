"""What a rerun takes over from its parent is what it would have found and made itself (docs/decisions/reruns.md)."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from contracts.problem import Problem, Refused
from pay_linkage import rerun
from pay_linkage.runs import Folder, Store, StoredRun
from pay_linkage.year_end import Measured, run_cycle
from tests.second_opinion.case_files import Case
from tests.second_opinion.random_schemes import drawn

from .corrections_csv import write_corrections
from .histories import valid_case
from .random_corrections import KEYS, Correction, corrections

APPEALS = 10


@pytest.mark.parametrize("seed", range(2))
def test_a_rerun_that_takes_over_is_one_that_judges_and_writes_everything(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rerun, "with_rerun_report", lambda content, *_: content)  # half of the time, and takes nothing
    rng, happened = drawn(f"reuse {seed}"), Counter[str]()
    case = valid_case(rng, tmp_path / "case")
    parent = run_cycle(tmp_path / "case" / "scheme.yaml", tmp_path / "case", case.cycle, tmp_path / "reusing").name
    shutil.copytree(tmp_path / "reusing", tmp_path / "anew")
    for number in range(APPEALS):
        lines = corrections(rng, case) if rng.random() < 0.5 else _any_row_deleted(rng, case)
        file = tmp_path / f"{number}.csv"
        write_corrections(file, lines, rng)
        reused = outcome(parent, file, tmp_path / "reusing")
        with monkeypatch.context() as whole:
            whole.setattr(rerun, "unchanged", lambda *_: frozenset())
            assert reused == outcome(parent, file, tmp_path / "anew")
        happened["refused" if isinstance(reused, list) else "made"] += 1
    assert min(happened["refused"], happened["made"]) > 0


def made(parent: str, file: Path, store: Path) -> Folder:
    order = rerun.RerunOrder(parent, str(file), str(store), "复核", "tester")
    return rerun.rerun(order, Measured(), lambda: None)


def outcome(parent: str, file: Path, store: Path) -> list[Problem] | dict[str, bytes | str]:
    """Every file of the rerun but its manifest, and what that says but for the time; or the problems."""
    try:
        run = Store(store).open(made(parent, file, store).name)
    except Refused as refusal:
        return list(refusal.problems)
    return {**{name: run.file(name) for name in run.manifest.files}, "content": run.manifest.content_hash}


def test_files_of_tables_that_no_correction_names_are_the_parent_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = drawn("reuse")
    case = valid_case(rng, tmp_path / "case")
    parent = run_cycle(tmp_path / "case" / "scheme.yaml", tmp_path / "case", case.cycle, tmp_path / "store").name
    read: list[str] = []
    real = StoredRun.file
    monkeypatch.setattr(StoredRun, "file", lambda run, name: read.append(name) or real(run, name))
    person = case.tables["people"][0]
    line = Correction("people", (person["person_id"],), "change", "person_name", person["person_name"], "另一个名字")
    write_corrections(tmp_path / "appeal.csv", [line], rng)
    made(parent, tmp_path / "appeal.csv", tmp_path / "store")
    times = Counter(read)
    assert times["inputs/people.parquet"] == 1
    assert times["inputs/assignments.parquet"] == times["inputs/units.parquet"] == 2


def _any_row_deleted(rng: Random, case: Case) -> list[Correction]:
    """A row that others may hang on: a unit, a person, an assignment, a pool."""
    name = rng.choice([name for name, rows in case.tables.items() if rows])
    row = rng.choice(case.tables[name])
    return [Correction(name, tuple(row[key] for key in KEYS[name]), "delete")]

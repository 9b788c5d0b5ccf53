"""A writer killed at any step leaves a whole run or none, and the next one goes on (promise 7)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small_run import small_run
from whole_or_none import file_hashes, modes, staging_names, whole_runs
from writers import ROUNDS, WRITERS

from pay_linkage.runs import Store

KILLED = -9


def outcomes(what: str, folder: Path) -> list[int]:
    """What ``writers.py`` prints."""
    program = Path(__file__).with_name("writers.py")
    done = subprocess.run([sys.executable, program, what, folder], capture_output=True, text=True, check=True)
    return [int(line) for line in done.stdout.split()]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Hashes of the run's files as an undisturbed writer leaves them."""
    return file_hashes(Store(tmp_path_factory.mktemp("undisturbed") / "store").write(small_run()))


def test_killed_at_every_step_leaves_the_run_or_none(tmp_path: Path, reference: dict[str, str]) -> None:
    statuses = outcomes("kill", tmp_path)
    assert len(statuses) > 60
    assert set(statuses[:-1]) == {KILLED}
    whole_before_the_last_syncs = 0
    for step in range(len(statuses)):
        root = tmp_path / str(step)
        whole_before_the_last_syncs += whole_runs(root)
        if root.exists():
            files, folders = modes(root)
            assert files <= {"0o600"}
            assert folders == {"0o700"}
        store = Store(root)
        assert [path.name for path in store.left_behind()] == staging_names(root)
        assert file_hashes(store.write(small_run())) == reference
        assert staging_names(root) == []
        assert whole_runs(root) == 1
    assert 2 <= whole_before_the_last_syncs <= 5


def test_killed_while_cleaning_up_is_cleaned_up_after(tmp_path: Path) -> None:
    statuses = outcomes("clean", tmp_path)
    assert len(statuses) > 10
    assert set(statuses[:-1]) == {KILLED}
    for step in range(len(statuses)):
        store = Store(tmp_path / str(step))
        assert store.runs() == []
        left = store.left_behind()
        assert len(left) == (0 if statuses[step] == 0 else 1)
        assert store.clean() == left
        assert staging_names(store.root) == []


def test_writers_of_the_same_run_at_once_all_find_one_run(tmp_path: Path, reference: dict[str, str]) -> None:
    assert outcomes("race", tmp_path) == [WRITERS] * ROUNDS
    for number in range(ROUNDS):
        root = tmp_path / str(number)
        assert whole_runs(root) == 1
        assert staging_names(root) == []
        assert file_hashes(next((root / "runs").iterdir())) == reference

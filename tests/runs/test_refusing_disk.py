"""A disk that is full, broken or forbidden ends in a coded sentence; the store stays as it was (promise 8)."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from faulty_os import FaultyOs, failing
from small_run import small_run
from whole_or_none import file_hashes, staging_names, whole_runs

from contracts.problem import LANGUAGES
from pay_linkage.runs import RunContent, Store, StoreFailure, durable

FILES = {"payroll/payroll.csv": lambda _: b"person_id\n"}
CODES = {errno.ENOSPC: "store_full", errno.EIO: "store_not_working", errno.EACCES: "store_not_permitted"}


@pytest.fixture
def run() -> RunContent:
    return small_run(files=FILES)


def steps(run: RunContent, root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls of an undisturbed writer."""
    counting = FaultyOs(-1, failing(0))
    monkeypatch.setattr(durable, "os", counting)
    Store(root).write(run)
    monkeypatch.undo()
    return counting.done


def open_descriptors() -> int:
    """How many files this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("number", CODES, ids=errno.errorcode.get)
def test_every_call_may_fail(run: RunContent, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = steps(run, tmp_path / "undisturbed", monkeypatch)
    reference = file_hashes(tmp_path / "undisturbed" / "runs")
    assert calls[-1] == "close"  # the lock is let go: with that nothing can go wrong any more
    for step in range(len(calls) - 1):
        root = tmp_path / str(step)
        before = open_descriptors()
        monkeypatch.setattr(durable, "os", FaultyOs(step, failing(number)))
        with pytest.raises(StoreFailure) as failure:
            Store(root).write(run)
        monkeypatch.undo()
        assert failure.value.code == CODES[number]
        assert str(tmp_path) in failure.value.sentence("zh")
        assert open_descriptors() == before
        assert staging_names(root) == []
        assert whole_runs(root) == (1 if step > calls.index("rename") else 0)
        Store(root).write(run)
        assert file_hashes(root / "runs") == reference


def test_other_runs_stay_when_the_disk_fills(run: RunContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file_hashes(Store(tmp_path).write(small_run(cycle=2017, files=FILES)))
    monkeypatch.setattr(durable, "os", FaultyOs("rename", failing(errno.ENOSPC)))
    with pytest.raises(StoreFailure):
        Store(tmp_path).write(run)
    monkeypatch.undo()
    assert file_hashes(Store(tmp_path).open("2017").path) == before
    assert whole_runs(tmp_path) == 1


def test_a_file_maker_whose_disk_is_full_leaves_nothing(tmp_path: Path) -> None:
    def full(scratch: Path) -> bytes:
        (scratch / "half").write_bytes(b"x")
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(StoreFailure, match="store_full"):
        Store(tmp_path).write(small_run(files={"payroll/payroll.xlsx": full}))
    assert staging_names(tmp_path) == []
    assert whole_runs(tmp_path) == 0


def test_a_defect_in_a_file_maker_leaves_nothing_either(tmp_path: Path) -> None:
    def defect(_: Path) -> bytes:
        raise KeyError("defect")

    with pytest.raises(KeyError):
        Store(tmp_path).write(small_run(files={"payroll/payroll.csv": defect}))
    assert staging_names(tmp_path) == []
    assert whole_runs(tmp_path) == 0


def test_a_store_that_is_a_file_is_a_failure(run: RunContent, tmp_path: Path) -> None:
    (tmp_path / "store").write_text("x")
    with pytest.raises(StoreFailure):
        Store(tmp_path / "store").write(run)
    assert (tmp_path / "store").read_text() == "x"


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """A tmpfs of 256 KiB in a mount namespace of its own: full at first, then with room."""
    program = Path(__file__).with_name("small_disk.py")
    inside = f'mount -t tmpfs -o size=256k tmpfs "{tmp_path}" && exec "{sys.executable}" "{program}" "{tmp_path}"'
    if subprocess.run(["unshare", "-Urm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no user namespaces on this machine")
    done = subprocess.run(["unshare", "-Urm", "sh", "-c", inside], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["store_full", "[]", "1"], "")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "code", [*CODES.values(), "store_file_missing", "run_id_taken", "run_manifest_changed", "run_file_changed"]
)
def test_each_failure_has_its_sentences(code: str, lang: str) -> None:
    failure = StoreFailure(code, Path("some/where"), cause="EIO")
    assert "some/where" in failure.sentence(lang)
    assert failure.problem.as_record(lang)["expected"]
    assert "{" not in failure.sentence(lang)

"""A backup is a store of its own, private and verified; restored, into either database, it goes on where it was."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from ledger_databases import new_schema
from ledger_scene import APPROVER, approved, stored, two_publications, with_approver

from contracts.problem import Refused
from pay_linkage.ledger import (
    Ledger,
    approvals,
    approvers,
    corrections,
    events,
    head,
    paid,
    publications,
    publish_stored_run,
    retire_approver,
    runs,
    verify,
)
from pay_linkage.runs import Store
from pay_linkage.safekeeping import backup, restore


@pytest.fixture
def store(ledger: Ledger, tmp_path: Path) -> Store:
    """Two publications, a rejected run, an approver who approved and retired, and one who came back."""
    store = two_publications(with_approver(ledger), Store(tmp_path / "store"))
    retire_approver(ledger, APPROVER, by="root")
    with_approver(ledger)
    return store


def told(ledger: Ledger) -> list[object]:
    """All that the ledger tells."""
    each = [run.run_id for run in runs(ledger)]
    return [
        events(ledger), runs(ledger), approvers(ledger), publications(ledger), paid(ledger, 2018).rows(),
        [approvals(ledger, run_id) for run_id in each], [corrections(ledger, run_id) for run_id in each],
    ]  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest) -> str | None:
    """Where the restored ledger goes: into the store, or into PostgreSQL."""
    if request.param == "sqlite":
        return None
    return new_schema(request.getfixturevalue("postgresql_server"), f"r{os.urandom(8).hex()}")


def test_restored_into_either_database_it_tells_the_same_and_goes_on(
    ledger: Ledger, store: Store, other_url: str | None, tmp_path: Path
) -> None:
    export = store.root / "exports" / runs(ledger)[0].run_id / "tax.csv"
    export.parent.mkdir(parents=True)
    export.write_text("x")
    made = backup(store, ledger, tmp_path / "safe" / "backup")
    kept = restore(tmp_path / "safe" / "backup", tmp_path / "new" / "store", other_url)
    again = Ledger.open(other_url) if other_url else Ledger.in_store(tmp_path / "new" / "store")
    assert (
        (kept.runs, kept.publications, kept.log_hash)
        == (made.runs, made.publications, head(ledger))
        == (3, 2, made.log_hash)
    )
    assert told(again) == told(ledger)
    restored = Store(tmp_path / "new" / "store")
    assert (restored.root / export.relative_to(store.root)).read_text() == "x"
    fourth = approved(again, stored(again, restored, {"a": 130, "b": 60}, runs(again)[1].run_id, name="on"))
    assert publish_stored_run(again, restored, fourth.run_id, "张三")[0].sequence == 3
    assert verify(restored, again) == []


def test_whatever_the_umask_only_the_owner_reads_a_backup_and_a_restored_store(
    ledger: Ledger, store: Store, tmp_path: Path
) -> None:
    before = os.umask(0)
    try:
        backup(store, ledger, tmp_path / "backup")
        restore(tmp_path / "backup", tmp_path / "new")
    finally:
        os.umask(before)
    for folder in (tmp_path / "backup", tmp_path / "new"):
        for path in (folder, *folder.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def test_nothing_is_written_over_and_a_failed_one_leaves_nothing(ledger: Ledger, store: Store, tmp_path: Path) -> None:
    backup(store, ledger, tmp_path / "backup")
    for again in (lambda: backup(store, ledger, tmp_path / "backup"), lambda: restore(tmp_path / "backup", store.root)):
        with pytest.raises(Refused) as refused:
            again()
        assert codes(refused) == {"output_taken"}
    with pytest.raises(Refused) as refused:
        restore(tmp_path / "backup", tmp_path / "new", ledger_url(ledger))
    assert codes(refused) == {"ledger_not_empty"}
    assert {path.name for path in tmp_path.iterdir()} - {"ledger.sqlite3", "ledger.sqlite3.lock"} == {"store", "backup"}


def ledger_url(ledger: Ledger) -> str:
    return ledger.database.engine.url.render_as_string(hide_password=False)


@pytest.mark.parametrize(
    ("damage", "told"), [("changed", "内容已改动"), ("missing", "缺少该文件"), ("unknown", "备份清单中没有")]
)
def test_a_damaged_backup_is_refused_by_the_file(ledger: Ledger, store: Store, damage, told, tmp_path: Path) -> None:
    backup(store, ledger, tmp_path / "backup")
    file = next((tmp_path / "backup" / "runs").rglob("payroll.parquet"))
    if damage == "missing":
        file.unlink()
    elif damage == "changed":
        file.write_bytes(file.read_bytes()[:-1] + b"x")
    else:
        file = file.with_name("more.parquet")
        file.write_bytes(b"")
    with pytest.raises(Refused) as refused:
        restore(tmp_path / "backup", tmp_path / "new")
    [problem] = refused.value.problems
    assert (problem.place.file, damage in problem.text("what", "en")) == (str(file), True)
    assert told in problem.text("what", "zh")
    assert not (tmp_path / "new").exists()


def test_a_backup_whose_hashes_were_made_to_fit_is_still_refused(ledger: Ledger, store: Store, tmp_path: Path) -> None:
    """Somebody exchanged two people's amounts in a file and made ``backup.json`` fit: verify finds it."""
    backup(store, ledger, tmp_path / "backup")
    content = tmp_path / "backup" / "backup.json"
    file = next((tmp_path / "backup" / "publications").rglob("payroll-full.csv"))
    was = file.read_bytes()
    file.write_bytes(was.replace(b"1.00", b"9.00"))
    from pay_linkage.runs.canonical import sha256  # noqa: PLC0415

    content.write_text(content.read_text().replace(sha256(was), sha256(file.read_bytes())))
    with pytest.raises(Refused) as refused:
        restore(tmp_path / "backup", tmp_path / "new")
    assert codes(refused) == {"publication_files_changed"}


def test_a_tampered_store_is_not_backed_up(ledger: Ledger, store: Store, tmp_path: Path) -> None:
    changed = next((store.root / "runs").rglob("payroll.parquet"))
    changed.write_bytes(b"")
    with pytest.raises(Refused) as refused:
        backup(store, ledger, tmp_path / "backup")
    assert "run_file_changed" in codes(refused)
    assert refused.value.problems == tuple(verify(store, ledger)), "as verify tells it, at paths that are there"
    assert str(changed) in {problem.place.file for problem in refused.value.problems}
    assert not (tmp_path / "backup").exists()


def test_a_folder_that_is_no_backup_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        restore(store.root, tmp_path / "new")
    assert codes(refused) == {"backup_none"}


def test_a_run_that_the_ledger_does_not_know_is_left_out_and_named(
    ledger: Ledger, store: Store, tmp_path: Path
) -> None:
    other = Ledger.open(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    late = stored(other, store, {"a": 5}, name="late")
    assert backup(store, ledger, tmp_path / "backup").left_out == (late.run_id,)
    assert not (tmp_path / "backup" / "runs" / late.run_id).exists()

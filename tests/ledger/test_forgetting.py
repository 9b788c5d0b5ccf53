"""People's data goes for good; what proves that they were paid rightly stays, and verify says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_databases import behind_its_back, on_sqlite
from ledger_scene import CORRECTION, approved, stored, with_approver
from sqlalchemy.exc import DBAPIError

from contracts.problem import Refused
from pay_linkage.ledger import (
    Ledger,
    corrections,
    forget_runs,
    forgotten_runs,
    history,
    publications,
    publish_stored_run,
    runs,
    verify,
)
from pay_linkage.runs import Store, StoreFailure
from pay_linkage.runs.layout import FORGOTTEN
from pay_linkage.safekeeping import backup, forget, restore, runs_before
from pay_linkage.safekeeping import forgetting as safekeeping_forgetting

RULE = "保存期限 5 年"


@pytest.fixture
def store(ledger: Ledger, tmp_path: Path) -> Store:
    """A cycle with two publications, the second after an appeal."""
    store = Store(tmp_path / "store")
    with_approver(ledger)
    first = approved(ledger, stored(ledger, store, {"CANARY-P1": 100, "b": 50}))
    publish_stored_run(ledger, store, first.run_id, "张三")
    second = approved(ledger, stored(ledger, store, {"CANARY-P1": 130, "b": 50}, first.run_id))
    publish_stored_run(ledger, store, second.run_id, "张三")
    return store


def forgotten(store: Store, ledger: Ledger, before: str = "2019") -> None:
    forget(store, ledger, runs_before(store, ledger, before), "档案室", RULE)


def test_verify_passes_and_totals_hashes_and_what_was_paid_stay(ledger: Ledger, store: Store) -> None:
    before = (runs(ledger), publications(ledger), history(ledger, "CANARY-P1"))
    hashes = [manifest.content_hash for manifest in store.runs()]
    forgotten(store, ledger)
    assert verify(store, ledger) == []
    assert (runs(ledger), publications(ledger), history(ledger, "CANARY-P1")) == before
    assert [manifest.content_hash for manifest in store.runs()] == hashes
    assert {one.reason for one in forgotten_runs(ledger)} == {RULE}


def test_nothing_of_anybody_is_left_in_runs_and_corrections(ledger: Ledger, store: Store) -> None:
    second = runs(ledger)[1].run_id
    assert any(b"CANARY" in file.read_bytes() for file in (store.root / "runs").rglob("*.parquet")), "it was there"
    for folder in ("exports", "gates"):
        (store.root / folder / second).mkdir(parents=True)
        (store.root / folder / second / "CANARY.csv").write_text("CANARY")
    forgotten(store, ledger)
    kept = [file for file in store.root.rglob("*") if file.is_file() and b"CANARY" in file.read_bytes()]
    assert {file.name for file in kept} <= {
        "payroll-full.csv",
        "supplement.csv",
        "ledger.sqlite3",
        "ledger.sqlite3-wal",
    }
    left = {file.name for file in (store.root / "runs").rglob("*") if file.is_file()}
    assert left == {"manifest.json", "scheme.yaml", FORGOTTEN}
    (line,) = corrections(ledger, second)
    assert (line.table, line.action, line.column) == (CORRECTION.table, CORRECTION.action, CORRECTION.column)
    assert {line.key, line.old_value, line.new_value, line.reason, line.decided_by} == {"", None}


def test_what_corrections_said_is_overwritten_in_the_file_too(store: Store, ledger: Ledger) -> None:
    if not on_sqlite(ledger):
        return  # PostgreSQL gives the place free when it is vacuumed: docs/self-hosting.md says so
    file, said = Path(ledger.name), str(CORRECTION.appeal_reference).encode()
    assert said in file.read_bytes(), "it was there"
    forgotten(store, ledger)
    assert said not in file.read_bytes()


def test_who_asks_for_the_data_is_told_that_it_is_forgotten(ledger: Ledger, store: Store) -> None:
    forgotten(store, ledger)
    with pytest.raises(StoreFailure) as failure:
        store.open(runs(ledger)[0].run_id).table("payroll")
    assert failure.value.code == "run_forgotten"


def test_what_is_changed_in_a_forgotten_run_is_still_found(ledger: Ledger, store: Store) -> None:
    forgotten(store, ledger)
    scheme = next((store.root / "runs").rglob("scheme.yaml"))
    scheme.write_bytes(scheme.read_bytes() + b" ")
    assert [finding.code for finding in verify(store, ledger)] == ["run_file_changed"]


def test_files_gone_without_a_tombstone_are_a_finding(ledger: Ledger, store: Store) -> None:
    file = next((store.root / "runs").rglob("payroll.parquet"))
    file.unlink()
    assert "store_file_missing" in {finding.code for finding in verify(store, ledger)}
    (file.parents[1] / FORGOTTEN).write_text("{}")
    assert {"run_forgotten", "verify_file_unknown"} <= {finding.code for finding in verify(store, ledger)}


def test_forgetting_that_was_interrupted_is_told_of_and_finished(
    ledger: Ledger, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(safekeeping_forgetting, "_clear", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            forgotten(store, ledger)
    assert {finding.code for finding in verify(store, ledger)} == {"verify_not_yet_forgotten"}
    forgotten(store, ledger)
    assert verify(store, ledger) == []
    with pytest.raises(Refused) as refused:
        forgotten(store, ledger)
    assert [problem.code for problem in refused.value.problems] == ["forget_nothing"]


@pytest.mark.parametrize(
    ("before", "code"),
    [("2018", "forget_nothing"), ("2019-01-01", "forget_nothing"), ("20x", "forget_before_malformed"),
     ("2019-02-30", "forget_before_malformed")],
)  # fmt: skip
def test_a_cycle_in_force_stays(ledger: Ledger, store: Store, before: str, code: str) -> None:
    """Its runs are of 2018, its publications of today."""
    with pytest.raises(Refused) as refused:
        runs_before(store, ledger, before)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert len(runs_before(store, ledger, "9999-12-31")) == 2


def test_the_database_lets_only_a_forgotten_run_be_blanked_and_nothing_be_undone(ledger: Ledger, store: Store) -> None:
    second = runs(ledger)[1].run_id
    blank = (
        "UPDATE corrections SET row_key = '', reason = '', old_value = NULL, new_value = NULL,"
        " appeal_reference = NULL, decided_on = NULL, decided_by = NULL"
    )

    def refused(statement: str) -> bool:
        try:
            with behind_its_back(ledger) as connection:
                connection.exec_driver_sql(statement)
        except DBAPIError as error:
            return "guard_history_fixed" in str(error)
        return False

    assert refused(blank), "not before the tombstone"
    forget_runs(ledger, [second], "档案室", RULE)
    for anything in ("old_value = '90'", "row_key = 'T01'", "reason = 'x'", "line = 9", "action = 'add'"):
        assert refused(f"UPDATE corrections SET {anything}"), "and never to anything else"  # noqa: S608
    assert refused("DELETE FROM forgotten_runs")
    assert refused("DELETE FROM corrections")


def test_a_forgotten_store_is_backed_up_and_restored(ledger: Ledger, store: Store, tmp_path: Path) -> None:
    forgotten(store, ledger)
    backup(store, ledger, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "new")
    assert forgotten_runs(Ledger.in_store(tmp_path / "new")) == forgotten_runs(ledger)

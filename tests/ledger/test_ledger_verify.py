"""Verify finds what was changed, and names it; what it cannot find is shown too (promises 10, 11)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from ledger_databases import without_guards
from ledger_scene import approved, published, stored, two_publications, with_approver
from tampering import FILES, ROWS, rebuilt_log

from contracts.problem import LANGUAGES, Problem, Refused
from pay_linkage.ledger import (
    Ledger,
    events,
    head,
    publish_stored_run,
    record_stored_run,
    retire_approver,
    runs,
    unfinished,
    verify,
)
from pay_linkage.ledger.publication_files import publication_files
from pay_linkage.runs import Store


@pytest.fixture
def store(ledger: Ledger, tmp_path: Path) -> Store:
    """Two publications handed over, a third run rejected, an approver retired."""
    with_approver(with_approver(ledger), "李四")
    store = two_publications(ledger, Store(tmp_path / "store"))
    retire_approver(ledger, "李四", by="root")
    return store


def test_nothing_is_found_where_nothing_was_changed(ledger: Ledger, store: Store) -> None:
    assert verify(store, ledger) == []
    assert verify(store, ledger, anchor=head(ledger)) == []
    assert verify(store, ledger, anchor=events(ledger)[3].hash) == []


def assert_found(findings: list[Problem], code: str, named: str) -> None:
    """A finding with this code names, in both languages, what was changed."""
    found = [finding for finding in findings if finding.code == code]
    assert found
    for lang in LANGUAGES:
        assert any(named in f"{finding.as_record(lang)}" for finding in found)


@pytest.mark.parametrize("kind", FILES)
def test_a_changed_file_is_found_and_no_row_is_blamed(ledger: Ledger, store: Store, kind: str) -> None:
    tamper, code, named = FILES[kind]
    tamper(ledger, store)
    findings = verify(store, ledger)
    assert_found(findings, code, named)
    assert [finding for finding in findings if finding.place.file == ledger.name] == []


@pytest.mark.parametrize("kind", ROWS)
def test_a_changed_row_is_found(ledger: Ledger, store: Store, kind: str) -> None:
    tamper, code, named = ROWS[kind]
    tamper(ledger, store)
    assert_found(verify(store, ledger), code, named)


def test_a_log_cut_off_with_all_it_told_of_is_found_only_against_a_hash_kept_outside(
    ledger: Ledger, store: Store
) -> None:
    anchor, third = head(ledger), runs(ledger)[2].run_id
    entry = next(event.sequence for event in events(ledger) if event.payload.get("run_id") == third)
    without_guards(
        ledger,
        f"DELETE FROM events WHERE sequence >= {entry}",  # noqa: S608 - a number of the test's own
        "DELETE FROM approvals WHERE number = 3",
        "UPDATE approvers SET retired_at = NULL, retired_by = NULL",
        f"DELETE FROM corrections WHERE run_id = '{third}'",  # noqa: S608
        "DELETE FROM runs WHERE number = 3",
    )
    shutil.rmtree(store.root / "runs" / third)
    assert verify(store, ledger) == []
    assert [finding.code for finding in verify(store, ledger, anchor)] == ["verify_anchor_not_in_log"]


def test_a_ledger_built_anew_is_found_only_against_a_hash_kept_outside(ledger: Ledger, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    stored(with_approver(ledger), store, {"a": 1})
    anchor = head(ledger)
    rebuilt_log(ledger, store)
    assert verify(store, ledger) == []
    assert [finding.code for finding in verify(store, ledger, anchor)] == ["verify_anchor_not_in_log"]


def test_an_anchor_that_is_no_hash_is_not_in_the_log(ledger: Ledger, store: Store) -> None:
    assert [finding.code for finding in verify(store, ledger, anchor="")] == ["verify_anchor_not_in_log"]


def test_a_run_that_was_not_yet_entered_is_told_of(ledger: Ledger, store: Store) -> None:
    """Its maker was killed between store and ledger."""
    other = Ledger.open(f"sqlite:///{store.root / 'other.sqlite3'}")
    run = stored(other, store, {"a": 5}, name="late")
    assert [(finding.code, finding.key) for finding in verify(store, ledger)] == [
        ("verify_run_not_in_ledger", run.run_id)
    ]


def test_files_that_a_killed_publisher_left_out_are_written_and_are_no_finding(ledger: Ledger, store: Store) -> None:
    amounts = {"a": 5, "d": 20}
    run = approved(ledger, stored(ledger, store, amounts, runs(ledger)[1].run_id, name="fourth"))
    third = published(ledger, run, amounts)
    assert unfinished(ledger) == [third]
    assert verify(store, ledger) == []
    assert unfinished(ledger) == []
    folder = store.root / "publications" / f"0003-{run.run_id}"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == publication_files(ledger, 3)


def test_files_that_were_deleted_afterwards_are_a_finding_until_published_again(ledger: Ledger, store: Store) -> None:
    run = runs(ledger)[0].run_id
    folder = store.root / "publications" / f"0001-{run}"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    shutil.rmtree(folder)
    assert {finding.code for finding in verify(store, ledger)} == {"verify_publication_file_missing"}
    assert publish_stored_run(ledger, store, run, "张三")[1] == folder
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert verify(store, ledger) == []


def test_a_damaged_sqlite_file_is_a_finding(tmp_path: Path) -> None:
    store = Store(tmp_path)
    ledger = Ledger.in_store(tmp_path)
    stored(with_approver(ledger), store, {f"p{n}": n for n in range(500)})
    file = tmp_path / "ledger.sqlite3"
    data = bytearray(file.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    file.write_bytes(data)
    assert "ledger_damaged" in {finding.code for finding in verify(store, ledger)}


def test_a_ledger_that_was_lost_is_not_replaced_by_an_empty_one(ledger: Ledger, store: Store, tmp_path: Path) -> None:
    """Else everybody would be paid in full again."""
    empty = with_approver(Ledger.open(f"sqlite:///{tmp_path / 'empty.sqlite3'}"))
    run = store.open(runs(ledger)[0].run_id)
    approved(empty, record_stored_run(empty, run))
    with pytest.raises(Refused, match="publication_folder_unknown"):
        publish_stored_run(empty, store, run.manifest.run_id, "张三")

"""The files that payroll gets: derived from the ledger, the same bytes each time, whole or absent (promises 6, 10)."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from ledger_scene import approved, entitlements, paid_out, stored, with_approver

from contracts.problem import Refused
from pay_linkage.ledger import (
    Ledger,
    events,
    publication,
    publications,
    publish,
    publish_stored_run,
    record_stored_run,
    run,
    unfinished,
    write_publication_files,
)
from pay_linkage.ledger.publication_files import publication_files
from pay_linkage.runs import Store, StoreFailure, durable
from tests.runs.faulty_os import FaultyOs, failing

CODES = {errno.ENOSPC: "store_full", errno.EIO: "store_not_working", errno.EACCES: "store_not_permitted"}
AGAIN = int(os.environ.get("LEDGER_AGAIN", "10"))
"""How often a run is published again; promise 6 asks for 100."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_first_publication_is_a_full_file_with_its_totals(ledger: Ledger, store: Store) -> None:
    first = approved(with_approver(ledger), stored(ledger, store, {"b,1": 2_448_005, "a": 0, "汉": 7}))
    published, folder = publish_stored_run(ledger, store, first.run_id, "张三")
    assert folder == store.root / "publications" / f"0001-{first.run_id}"
    files = contents(folder)
    assert files["payroll-full.csv"].decode() == 'person_id,amount\na,0.00\n"b,1",24480.05\n汉,0.07\n'
    totals = json.loads(files["control-totals.json"])
    assert totals == {
        "format": 1,
        "sequence": 1,
        "run_id": first.run_id,
        "content_hash": run(ledger, first.run_id).content_hash,
        "cycle": 2018,
        "kind": "full",
        "base_run": None,
        "forced": False,
        "people": 3,
        "lines": 3,
        "sum_cents": 2_448_012,
        "lines_sha256": published.lines_sha256,
        "log_hash": next(event.hash for event in events(ledger) if event.action == "run_published"),
        "files": {
            "payroll-full.csv": {
                "lines": 3,
                "sum_cents": 2_448_012,
                "sha256": hashlib.sha256(files["payroll-full.csv"]).hexdigest(),
            }
        },
    }


def test_later_ones_are_a_supplement_and_a_recovery_without_zeros(ledger: Ledger, store: Store) -> None:
    first = approved(with_approver(ledger), stored(ledger, store, {"a": 100, "b": 100, "c": 100}))
    publish_stored_run(ledger, store, first.run_id, "张三")
    second = approved(ledger, stored(ledger, store, {"a": 100, "b": 90, "d": 5}, first.run_id))
    files = contents(publish_stored_run(ledger, store, second.run_id, "张三")[1])
    assert sorted(files) == ["control-totals.json", "recovery.csv", "supplement.csv"]
    assert files["supplement.csv"] == b"person_id,amount\nd,0.05\n"
    assert files["recovery.csv"] == b"person_id,amount\nb,0.10\nc,1.00\n"
    totals = json.loads(files["control-totals.json"])
    assert (totals["people"], totals["lines"], totals["sum_cents"]) == (4, 3, -105)
    assert {name: (file["lines"], file["sum_cents"]) for name, file in totals["files"].items()} == {
        "recovery.csv": (2, 110),
        "supplement.csv": (1, 5),
    }


def test_publishing_again_gives_the_same_bytes(ledger: Ledger, store: Store) -> None:
    first = approved(with_approver(ledger), stored(ledger, store, {"a": 100}))
    once, folder = publish_stored_run(ledger, store, first.run_id, "张三")
    before, log = contents(folder), events(ledger)
    for _ in range(10):
        assert publish_stored_run(ledger, store, first.run_id, "李四") == (once, folder)
    assert contents(folder) == before == publication_files(ledger, 1)
    assert events(ledger) == log


def test_files_that_were_changed_are_not_overwritten(ledger: Ledger, store: Store) -> None:
    first = approved(with_approver(ledger), stored(ledger, store, {"a": 100}))
    _, folder = publish_stored_run(ledger, store, first.run_id, "张三")
    (folder / "payroll-full.csv").write_text("person_id,amount\na,9.00\n")
    (folder / "more").write_text("")
    with pytest.raises(Refused) as refusal:
        publish_stored_run(ledger, store, first.run_id, "张三")
    assert [Path(problem.place.file).name for problem in refusal.value.problems] == ["more", "payroll-full.csv"]
    assert refusal.value.kept == str(folder)
    assert "9.00" in (folder / "payroll-full.csv").read_text()


def test_a_run_entered_with_its_content_is_known_by_its_manifest_alone(ledger: Ledger, store: Store) -> None:
    first = stored(ledger, store, {"a": 100})
    (store.root / "runs" / first.run_id / "tables" / "payroll.parquet").unlink()
    assert record_stored_run(ledger, store.open(first.run_id)) == first


def test_a_run_that_was_changed_is_not_published(ledger: Ledger, store: Store) -> None:
    first = approved(with_approver(ledger), stored(ledger, store, {"a": 100}))
    path = store.root / "runs" / first.run_id / "scheme.yaml"
    path.write_bytes(path.read_bytes() + b"#")
    with pytest.raises(StoreFailure, match="run_file_changed"):
        publish_stored_run(ledger, store, first.run_id, "张三")
    assert publications(ledger) == []


@pytest.mark.parametrize("number", CODES, ids=errno.errorcode.get)
def test_a_disk_that_refuses_leaves_the_publication_and_no_half_file(
    ledger: Ledger, store: Store, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every call that writing the files makes; asked again, the same publication gets its files."""
    first = approved(with_approver(ledger), stored(ledger, store, {"a": 100}))
    folder = publish_stored_run(ledger, store, first.run_id, "张三")[1]
    shutil.rmtree(folder)
    counting = FaultyOs(-1, failing(0))
    monkeypatch.setattr(durable, "os", counting)
    publish_stored_run(ledger, store, first.run_id, "张三")
    assert (counting.done.count("rename"), counting.done[-1]) == (1, "close")
    for step, call in enumerate(counting.done[:-1]):
        shutil.rmtree(folder)
        monkeypatch.setattr(durable, "os", FaultyOs(step, failing(number)))
        with pytest.raises(StoreFailure, match=CODES[number]):
            publish_stored_run(ledger, store, first.run_id, "张三")
        monkeypatch.undo()
        assert folder.exists() == (step > counting.done.index("rename")), call
        assert publish_stored_run(ledger, store, first.run_id, "张三")[1] == folder
        assert contents(folder) == publication_files(ledger, 1)
        assert list((store.root / "staging").iterdir()) == []
    assert len(publications(ledger)) == 1


@pytest.mark.parametrize("number", CODES, ids=errno.errorcode.get)
def test_a_first_publication_without_its_files_is_unfinished(
    ledger: Ledger, store: Store, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = approved(with_approver(ledger), stored(ledger, store, {"a": 100}))
    monkeypatch.setattr(durable, "os", FaultyOs("rename", failing(number)))
    with pytest.raises(StoreFailure, match=CODES[number]):
        publish_stored_run(ledger, store, first.run_id, "张三")
    monkeypatch.undo()
    assert unfinished(ledger) == publications(ledger)
    publish_stored_run(ledger, store, first.run_id, "张三")
    assert unfinished(ledger) == []


def test_publishing_over_and_over_is_one_publication_and_changed_content_is_always_refused(
    ledger: Ledger, store: Store
) -> None:
    run = approved(with_approver(ledger), stored(ledger, store, {"a": 100, "b": 0}))
    asked = {"ledger": ledger, "run_id": run.run_id, "by": "张三"}
    honest = {"content_hash": run.content_hash, "entitlements": entitlements({"a": 100, "b": 0})}
    changed = [{"content_hash": "0" * 64}, {"entitlements": entitlements({"a": 99, "b": 1})}]
    told, bytes_written, refusals = set(), set(), 0
    for _ in range(AGAIN):
        published, folder = publish_stored_run(ledger, store, run.run_id, "张三")
        told.add(published)
        bytes_written.add(tuple(sorted(contents(folder).items())))
        for change in changed:
            with pytest.raises(Refused, match="publication_of_"):
                publish(**asked, **{**honest, **change})
            refusals += 1
    assert (len(told), len(bytes_written), refusals) == (1, 1, 2 * AGAIN)
    actions = [event.action for event in events(ledger)]
    assert (actions.count("run_published"), actions.count("files_written")) == (1, 1)


def test_files_and_folders_are_private(ledger: Ledger, store: Store) -> None:
    first = approved(with_approver(ledger), stored(ledger, store, {"a": 100}))
    _, folder = publish_stored_run(ledger, store, first.run_id, "张三")
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent)} == {0o700}


def test_both_databases_give_the_same_lines(ledger: Ledger) -> None:
    """Order by code point, amounts, hashes: nothing hangs on the database's locale or types."""
    people = ["b", "B", "a", "_", "ä", "Z", "é", "汉", "😀", "10", "9", "-"]
    amounts = {person: number * 10**9 for number, person in enumerate(people)}
    published = paid_out(with_approver(ledger), "2018-1", amounts)
    rows = "".join(f"{p}\t0\t{amounts[p]}\t{amounts[p]}\n" for p in sorted(people))
    assert published.lines_sha256 == hashlib.sha256(rows.encode()).hexdigest()
    csv = publication_files(ledger, 1)["payroll-full.csv"].decode().splitlines()[1:]
    assert [line.split(",")[0] for line in csv] == sorted(people)


def test_an_unknown_publication_has_no_files(ledger: Ledger, store: Store) -> None:
    for asked in (lambda: write_publication_files(ledger, store, 1), lambda: publication(ledger, 1)):
        with pytest.raises(Refused, match="publication_unknown"):
            asked()

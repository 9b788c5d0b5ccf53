"""A store in a bucket with its ledger on PostgreSQL: published, verified, and every change found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_scene import approved, stored, with_approver

from pay_linkage.ledger import Ledger, publish_stored_run, unfinished, verify, write_publication_files
from pay_linkage.runs import Store
from tests.runs.s3_server import BUCKET, s3_server


@pytest.fixture(scope="module")
def server() -> Iterator[None]:
    with s3_server():
        yield


def test_a_run_in_a_bucket_is_published_once_and_changes_are_found(
    server: None, postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    store, ledger = Store(f"s3://{BUCKET}/district"), Ledger.open(postgresql_url)
    run = approved(with_approver(ledger), stored(ledger, store, {"b": 2_448_005, "a": 0}))
    assert verify(store, ledger) == []
    published, folder = publish_stored_run(ledger, store, run.run_id, "张三")
    assert folder.name == f"0001-{run.run_id}"
    assert {path.name for path in folder.iterdir()} == {"payroll-full.csv", "control-totals.json"}
    assert (folder / "payroll-full.csv").read_bytes() == b"person_id,amount\na,0.00\nb,24480.05\n"
    assert publish_stored_run(ledger, store, run.run_id, "张三") == (published, folder)
    assert (verify(store, ledger), unfinished(ledger)) == ([], [])

    bucket = store.place._bucket  # type: ignore[attr-defined]
    bucket.remove([f"publications/{folder.name}"])
    assert {one.code for one in verify(store, ledger)} == {"verify_publication_file_missing"}
    write_publication_files(ledger, store, 1)
    assert verify(store, ledger) == []

    bucket.write(f"{store.open(run.run_id).path.key}/tables/payroll.parquet", b"x")  # type: ignore[union-attr]
    bucket.write("publications/0002-2018-000000000000", b"{}")
    codes = {one.code for one in verify(store, ledger)}
    assert {"run_file_changed"} <= codes
    bucket.remove([f"runs/{run.run_id}"])
    assert "verify_run_missing" in {one.code for one in verify(store, ledger)}

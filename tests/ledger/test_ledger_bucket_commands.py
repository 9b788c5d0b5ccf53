"""A year's end typed against a bucket, from the run to forgetting it: what is promised of a folder holds there too."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pay_linkage.cli import main
from pay_linkage.gate.kept import add_file, last_verdict
from pay_linkage.runs import Store
from tests.province.small_province import write_inputs
from tests.runs.s3_server import BUCKET, s3_server

URL = f"s3://{BUCKET}/year"
Typed = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def server() -> Iterator[None]:
    with s3_server():
        yield


@pytest.fixture
def typed(
    server: None,
    postgresql_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Typed:
    """Types a command about the store in the bucket: its exit status and what it says."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def command(*words: str, store: str = URL) -> tuple[int, str]:
        place = ["--store", store, *(["--ledger", postgresql_url] if store == URL else [])]
        monkeypatch.setattr(sys, "argv", ["pay-linkage", *words, *place, "--lang", "en"])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out + said.err

    return command


def test_health_refuses_a_bucket_that_is_not_there_like_a_folder_that_is_not_there(typed: Typed) -> None:
    status, said = typed("health", "--only", "store", store="s3://payrol/city")
    assert (status, "There is no bucket called “payrol”" in said) == (2, True), said
    status, said = typed("health", "--only", "ledger")
    assert (status, said) == (0, "ledger: can be used\n")


def test_a_year_in_a_bucket(typed: Typed, tmp_path: Path) -> None:
    cycle = write_inputs(tmp_path / "in", 29)
    secret = tmp_path / "secret"
    secret.write_text("a secret of seven words for tests\n", encoding="utf-8")
    secret.chmod(0o600)
    asked = ["--scheme", str(tmp_path / "in" / "scheme.yaml"), "--inputs", str(tmp_path / "in"), "--cycle", str(cycle)]
    assert typed("health", "--only", "store")[0] == 0
    status, said = typed("run", *asked, "--direct", "--json", "--by", "hr")
    assert status == 0, said
    run = json.loads(said.splitlines()[-1])["run_id"]
    store = Store(URL)

    assert typed("approvers", "add", "Deputy Wang", "--handle", "w", "--secret-file", str(secret))[0] == 0
    assert typed("export", run, "--layout", "wage-sheet")[0] == 0
    assert typed("publish", run)[0] == 2, "nobody has approved it"
    assert typed("approve", run, "--approver", "w", "--reason", "seen", "--secret-file", str(secret))[0] == 0
    status, said = typed("publish", run)
    assert status == 0, said
    files = store.place.files("publications", f"0001-{run}")
    bytes_of = {name: file.read_bytes() for name, file in files.items()}
    assert bytes_of.keys() == {"payroll-full.csv", "control-totals.json"}
    assert typed("publish", run)[0] == 0
    assert {name: file.read_bytes() for name, file in files.items()} == bytes_of
    verdict = last_verdict(store, run)
    assert verdict is not None
    assert verdict.is_green
    assert typed("verify")[0] == 0

    run_key = store.open(run).path.key  # type: ignore[union-attr]
    bucket = store.place._bucket  # type: ignore[attr-defined]
    export = next(key for key in bucket.keys(f"exports/{run}") if key.endswith(".xlsx"))
    sound = bucket.read(export)
    bucket.write(export, sound[:-200])
    status, said = typed("gate", run)
    assert status == 2, "the damaged export leaves from the bucket"
    assert str(tmp_path / "cache") not in said, "files are named by where they are kept"
    bucket.write(export, sound)
    assert typed("gate", run)[0] == 0

    assert typed("backup", str(tmp_path / "backup"))[0] == 0
    assert typed("restore", str(tmp_path / "backup"))[0] == 2
    assert typed("restore", str(tmp_path / "backup"), store=str(tmp_path / "restored"))[0] == 0
    assert typed("verify", store=str(tmp_path / "restored"))[0] == 0

    assert typed("forget", "--before", str(cycle + 1), "--reason", "term over", "--yes")[0] == 0
    left = {key.removeprefix(f"{run_key}/") for key in bucket.keys(run_key)}
    assert left == {"manifest.json", "scheme.yaml", "tables/unit_results.parquet", "forgotten.json"}
    assert bucket.keys(f"exports/{run}") == bucket.keys(f"gates/{run}") == []
    assert typed("verify")[0] == 0
    assert not list(tmp_path.glob("s3:*")), "nothing took the address for a folder's name"
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == [], "copies are gone"


def test_two_verdicts_at_once_keep_both_numbers(server: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for root in (URL, str(tmp_path / "store")):
        page = Store(root).place.beside("gates", "2018-000000000000") / "0001.html"
        assert add_file(page, b"first")
        assert not add_file(page, b"second")
        assert page.read_bytes() == b"first"

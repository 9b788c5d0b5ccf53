"""A store in a bucket, on a real S3-compatible server: a run is there as a whole, once, or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bucket_writers import MortalFiles
from s3_server import BUCKET, s3_server
from small_run import small_run
from whole_or_none import file_hashes

from contracts.problem import Refused
from pay_linkage.bookkeeping import opened_ledger
from pay_linkage.cli import main
from pay_linkage.runs import Store, StoreFailure, bucket, objects

KILLED = -9
TOO_OLD = timedelta(seconds=-1)


@pytest.fixture(scope="module")
def server() -> Iterator[None]:
    with s3_server():
        yield


@pytest.fixture
def url(server: None, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A prefix of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return f"s3://{BUCKET}/{request.node.name.partition('[')[0][:40]}-{abs(hash(request.node.name)) % 10**6}"


def hashes(store: Store) -> dict[str, str]:
    """Relative path → SHA-256 of every file of the store's one run, each read back and whole."""
    (manifest,) = store.runs()
    run = store.open(manifest.run_id)
    for relative in manifest.files:
        run.file(relative)
    there = {str(path).removeprefix(f"{run.path}/") for path in run.path.rglob("*")}
    assert there == {*manifest.files, "manifest.json"}
    return manifest.files


def uploads(store: Store) -> list[str]:
    """Uploads that are there, counting ones and others."""
    return store.place._bucket.names("uploads")  # type: ignore[attr-defined]


def test_a_run_is_read_from_the_bucket_as_it_was_written_and_as_a_folder_holds_it(url: str, tmp_path: Path) -> None:
    store, content = Store(url), small_run()
    path = store.write(content)
    assert path.name == content.identity.run_id
    assert str(path).startswith(f"{url}/uploads/{path.name}.")
    local = file_hashes(Store(tmp_path / "store").write(content))
    manifest = local.pop("manifest.json")
    assert hashes(store) == local
    assert manifest
    run = store.open("2018")
    assert run.table("payroll").equals(Store(tmp_path / "store").open("2018").table("payroll"))
    assert store.find(content.identity) == run
    assert store.write(content) == path
    assert len(uploads(store)) == 1
    assert list((tmp_path / "cache" / "pay-linkage" / "staging").iterdir()) == []


def test_a_changed_object_is_found_when_it_is_read(url: str) -> None:
    store = Store(url)
    run = store.open(store.write(small_run()).name)
    store.place._bucket.write(f"{run.path.key}/tables/payroll.parquet", b"x")  # type: ignore[attr-defined, union-attr]
    with pytest.raises(StoreFailure, match="run_file_changed"):
        run.table("payroll")
    store.place._bucket.write(f"runs/{run.path.name}", b'{"upload": "../elsewhere"}')  # type: ignore[attr-defined]
    with pytest.raises(StoreFailure, match="store_pointer_changed"):
        store.open("2018")


@pytest.mark.timeout(900)  # three processes that import much, on whatever machine
def test_a_writer_killed_before_any_request_leaves_the_run_or_none_and_the_next_one_goes_on(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = file_hashes(Store(tmp_path / "store").write(small_run()))
    del wanted["manifest.json"]
    whole = steps = 0
    for step in killing_steps(url):
        steps += 1
        store = Store(f"{url}/{step}")
        whole += len(store.runs())
        store.write(small_run())
        assert hashes(store) == wanted
    assert steps == 3
    assert whole == 1, "only the request after the one that counts leaves a whole run"


def killing_steps(url: str) -> Iterator[int]:
    """Steps at which a writer was killed: amid its upload, right before and right after what makes it count."""
    last = requests_of_a_write(url)
    for step in (last // 2, last - 1, last):
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("bucket_writers.py")), f"{url}/{step}", str(step)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == KILLED, done.stderr
        yield step


def requests_of_a_write(url: str) -> int:
    """The number of the request that reads back what counts, which is the first after the one that makes it count."""
    made: list[str] = []
    real = bucket._file_system

    class Counted(MortalFiles):
        def __getattr__(self, name: str) -> Any:
            asked = getattr(self._real, name)
            known = name in {"cat_file", "pipe_file", "ls", "find", "rm"}
            return (lambda *a, **o: made.append(f"{name} {a[0]} {o.get('mode')}") or asked(*a, **o)) if known else asked

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bucket, "_file_system", lambda: Counted(real(), -1))
        Store(f"{url}/counted").write(small_run())
    counts = next(at for at, one in enumerate(made) if "/runs/" in one and one.endswith("create"))
    assert [one for one in made[:counts] if "/uploads/" in one and one.startswith("pipe_file")], made
    return counts + 1


@pytest.mark.timeout(900)
def test_writers_of_the_same_run_at_once_all_find_one_run(url: str, tmp_path: Path) -> None:
    start = tmp_path / "start"
    command = [sys.executable, str(Path(__file__).with_name("bucket_writers.py")), url, "race", str(start)]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    start.touch()
    told = {writer.communicate(timeout=200)[0].strip() for writer in writers}
    assert len(told) == 1, "both tell of the same run"
    assert len(Store(url).runs()) == 1
    hashes(Store(url))
    assert len(uploads(Store(url))) == 1, "who came second removed what nobody will read"


def test_whoever_loses_at_the_last_moment_takes_the_other_ones_run(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store, other = Store(url), Store(url)
    real, between = store.place._bucket.write_new, []  # type: ignore[attr-defined]

    def late(key: str, data: bytes) -> bool:
        if key.startswith("runs/") and not between:
            between.append(other.write(small_run()))
        return real(key, data)

    monkeypatch.setattr(store.place._bucket, "write_new", late)  # type: ignore[attr-defined]
    assert str(store.write(small_run())) == str(between[0])
    assert len(uploads(store)) == 1


def test_uploads_that_do_not_count_are_removed_when_they_are_old_and_not_before(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(url)
    kept = store.write(small_run())
    store.place._bucket.write("uploads/2018-000000000000.abc/scheme.yaml", b"x")  # type: ignore[attr-defined]
    assert (store.left_behind(), store.clean(), len(uploads(store))) == ([], [], 2)
    monkeypatch.setattr(objects, "LEFT_AFTER", TOO_OLD)
    (left,) = store.left_behind()
    assert left.name == "2018-000000000000.abc"
    assert store.clean() == [left]
    assert uploads(store) == [str(kept).rpartition("/")[2]]


def test_a_writer_that_took_too_long_gives_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "FINISHED_WITHIN", TOO_OLD)
    with pytest.raises(StoreFailure, match="store_upload_too_slow"):
        Store(url).write(small_run())
    assert Store(url).runs() == []


def test_a_server_without_conditional_writes_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = bucket._file_system

    class Careless(MortalFiles):
        def __getattr__(self, name: str) -> Any:
            asked = getattr(self._real, name)
            return (lambda key, data, **_: asked(key, data)) if name == "pipe_file" else asked

    monkeypatch.setattr(bucket, "_file_system", lambda: Careless(real(), -1))
    store = Store(url)
    with pytest.raises(Refused, match="store_without_conditional_writes"):
        store.write(small_run())
    assert store.runs() == []
    assert uploads(store) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("http://example.org/store", "store_protocol_refused"),
        ("ftp://example.org/store", "store_protocol_refused"),
        ("gs://bucket/store", "store_protocol_refused"),
        ("memory://store", "store_protocol_refused"),
        ("s3://", "store_url_malformed"),
        ("s3:/bucket/store", "store_url_malformed"),
        (Path("s3:/bucket/store").resolve(), "store_url_malformed"),
        ("s3://key:secret@bucket/store", "store_url_malformed"),
        ("s3://bucket/a/../b", "store_url_malformed"),
        ("s3://bucket/a?versionId=1", "store_url_malformed"),
    ],
)
def test_an_address_that_cannot_keep_the_promise_is_refused(given: str | Path, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        Store(given)
    (problem,) = refusal.value.problems
    assert problem.code == code
    assert "secret" not in problem.text("what", "en")


def test_what_needs_a_folder_or_a_ledger_in_the_store_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(Refused, match="store_needs_folder"):
        print(Store(url).root)
    with pytest.raises(Refused, match="ledger_not_in_bucket"):
        opened_ledger(url, None)
    with pytest.raises(Refused, match="store_url_malformed"):
        opened_ledger("s3:/bucket/store", None)


def test_a_bucket_that_is_not_there_is_told_as_such_by_whatever_is_asked_of_it(url: str) -> None:
    store = Store("s3://payrol/city")
    asked = (store.runs, store.left_behind, store.place.probe, lambda: store.open("2018"))
    for ask in (*asked, lambda: store.write(small_run()), lambda: store.place.files("exports", "x")):
        with pytest.raises(Refused) as refusal:
            ask()
        (problem,) = refusal.value.problems
        assert (problem.code, problem.value, problem.place.file) == ("store_bucket_none", "payrol", "s3://payrol/city")


def test_a_prefix_under_which_nothing_is_may_be_a_new_store_or_a_slip_so_it_is_named(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = f"sqlite:///{tmp_path / 'ledger.sqlite3'}"
    opened_ledger(url, ledger)
    said = {
        "runs": f"There is no run yet in {url}\n",
        "verify": f"There is nothing to verify yet: no entry in the ledger, no run in {url}\n",
    }
    for command, sentence in said.items():
        monkeypatch.setattr(sys, "argv", ["pay-linkage", command, "--store", url, "--ledger", ledger, "--lang", "en"])
        with pytest.raises(SystemExit) as left:
            main()
        assert (left.value.code or 0, capsys.readouterr().out) == (0, sentence)


def test_a_server_that_does_not_answer_is_a_failure_of_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    monkeypatch.setattr(bucket, "OPTIONS", {**bucket.OPTIONS, "retries": {"max_attempts": 0}})
    with pytest.raises(StoreFailure, match="store_not_reached"):
        Store("s3://bucket/x").runs()

"""A run is read back as it was written, or not at all."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from small_run import SCHEME, inputs, results, small_run

from contracts.input_table import Origin
from contracts.problem import LANGUAGES, Refused
from pay_linkage.runs import Store, StoreFailure, durable


def test_what_was_written_is_read(tmp_path: Path) -> None:
    content = small_run()
    run = Store(tmp_path).open(Store(tmp_path).write(content).name)
    for name, frame in results().items():
        assert_frame_equal(run.table(name), frame)
        assert run.table(name).schema == frame.schema
    for name, frame in inputs().items():
        assert_frame_equal(run.input(name), frame)
    assert run.input_names == ("people", "units")
    assert run.origins == {name: Origin(f"{name}.csv", None, {"person_id": "A"}) for name in inputs()}
    assert run.scheme_bytes == SCHEME
    assert run.table("payroll").schema["amount"] == pl.Decimal(38, 2)
    assert set(run.manifest.files) == {
        *("scheme.yaml", "inputs/origins.json", "inputs/people.parquet", "inputs/units.parquet"),
        *(f"tables/{name}.parquet" for name in results()),
        *("payroll/payroll.csv", "payroll/payroll.xlsx"),
    }


def test_the_beginning_of_an_id_is_enough_where_it_means_one_run(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = store.write(small_run(cycle=2017)), store.write(small_run())
    assert store.open("2017").path == first
    assert store.open(second.name[:7]).path == second
    assert store.open(second.name).path == second


@pytest.mark.parametrize("wanted", ["2019", "", "../runs", "2018-ffffffffffff", "/"])
def test_a_run_that_is_not_there_is_refused_with_a_sentence(wanted: str, tmp_path: Path) -> None:
    Store(tmp_path).write(small_run())
    with pytest.raises(Refused) as refusal:
        Store(tmp_path).open(wanted)
    (problem,) = refusal.value.problems
    assert problem.code == "run_unknown"
    assert all(wanted in problem.text("what", lang) for lang in LANGUAGES)


def test_an_id_that_means_several_runs_is_refused_and_names_them(tmp_path: Path) -> None:
    store = Store(tmp_path)
    names = sorted([store.write(small_run()).name, store.write(small_run(parent="2018-000000000000")).name])
    with pytest.raises(Refused) as refusal:
        store.open("2018")
    (problem,) = refusal.value.problems
    assert problem.code == "run_ambiguous"
    assert ", ".join(names) in problem.text("what", "en")
    assert "、".join(names) in problem.text("what", "zh")


def test_a_store_without_runs_is_empty(tmp_path: Path) -> None:
    store = Store(tmp_path / "none")
    assert (store.runs(), store.left_behind(), store.clean()) == ([], [], [])
    assert not (tmp_path / "none").exists()


def test_strangers_among_the_runs_are_no_runs(tmp_path: Path) -> None:
    Store(tmp_path).write(small_run())
    (tmp_path / "runs" / "notes.txt").write_text("x")
    (tmp_path / "runs" / "old").mkdir()
    assert len(Store(tmp_path).runs()) == 1


@pytest.mark.parametrize("file", ["tables/payroll.parquet", "inputs/origins.json", "scheme.yaml"])
def test_a_changed_byte_is_found_when_it_is_read(file: str, tmp_path: Path) -> None:
    path = Store(tmp_path).write(small_run())
    data = bytearray((path / file).read_bytes())
    data[len(data) // 2] ^= 1
    (path / file).write_bytes(data)
    run = Store(tmp_path).open(path.name)
    with pytest.raises(StoreFailure, match="run_file_changed"):
        run.file(file)


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    path = Store(tmp_path).write(small_run())
    (path / "tables" / "payroll.parquet").unlink()
    with pytest.raises(StoreFailure, match=r"store_file_missing: .*payroll\.parquet"):
        Store(tmp_path).open(path.name).table("payroll")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"cents": 2458015', '"cents": 2458016'),
        ('"why": "年终"', '"why":  "年终"'),
        ('"format": 1', '"format": 2'),
        ('"content_hash"', '"content_hsh"'),
        ("{", "["),
        ('"by": "定海 HR"', '"by": 7'),
        ('"cycle": 2018', '"cycle": 2017'),
    ],
)
def test_a_changed_manifest_is_found(old: str, new: str, tmp_path: Path) -> None:
    path = Store(tmp_path).write(small_run())
    file = path / "manifest.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(StoreFailure, match="run_manifest_changed"):
        Store(tmp_path).open(path.name)


def test_a_manifest_that_is_no_text_is_found(tmp_path: Path) -> None:
    path = Store(tmp_path).write(small_run())
    for data in (b"", b"\xff\xfe", b"7", b"[" * 100_000):
        (path / "manifest.json").write_bytes(data)
        with pytest.raises(StoreFailure, match="run_manifest_changed"):
            Store(tmp_path).open(path.name)


def test_a_run_under_another_ones_id_is_not_taken_for_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = store.write(small_run())
    other = small_run(parent="2018-000000000000")
    path.rename(path.with_name(other.identity.run_id))
    with pytest.raises(StoreFailure, match="run_manifest_changed"):
        store.write(other)


def test_two_origins_with_one_id_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    monkeypatch.setattr("pay_linkage.runs.run_id.sha256", lambda _: "0" * 64)
    store.write(small_run())
    with pytest.raises(StoreFailure, match="run_id_taken"):
        store.write(small_run(parent="2018-000000000001"))


def test_find_gives_the_run_made_from_the_same(tmp_path: Path) -> None:
    store, run = Store(tmp_path), small_run()
    assert store.find(run.identity) is None
    path = store.write(run)
    found = store.find(run.identity)
    assert found is not None
    assert found.path == path
    assert store.find(replace(run.identity, corrections="0" * 64)) is None


def test_a_living_writer_is_left_alone(tmp_path: Path) -> None:
    store, seen = Store(tmp_path), []

    def maker(scratch: Path) -> bytes:
        seen.append((scratch.exists(), Store(tmp_path).left_behind(), Store(tmp_path).clean(), scratch.exists()))
        return b""

    store.write(small_run(files={"payroll/payroll.csv": maker}))
    assert seen == [(True, [], [], True)]


@pytest.mark.parametrize("call", ["mkdir", "open"])
def test_a_folder_that_is_cleaned_away_before_it_is_locked_is_made_anew(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, cleaned = Store(tmp_path), []

    class CleaningOs:
        def __getattr__(self, name: str) -> Any:
            return cleaning if name == call else getattr(os, name)

    def cleaning(path: Path, *options: int) -> Any:
        given = getattr(os, call)(path, *options)
        if Path(path).parent.name == "staging" and not cleaned:
            monkeypatch.undo()
            cleaned.extend(store.clean())
            monkeypatch.setattr(durable, "os", CleaningOs())
        return given

    monkeypatch.setattr(durable, "os", CleaningOs())
    store.write(small_run())
    assert len(cleaned) == 1
    assert len(store.runs()) == 1

"""However somebody tries, a scenario does not become a run, and nobody is paid by it."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from pay_linkage.bookkeeping import opened_ledger, record_lineage
from pay_linkage.ledger import publications, publish_stored_run
from pay_linkage.ledger.stored_runs import record_stored_run
from pay_linkage.runs import RunContent, Store, StoredRun, StoreFailure
from pay_linkage.scenarios import Scenario, what_if
from tests.corrections.small_district import District

from .conftest import Typed, contents

SETTING = "people:P1.base_pay=99000"


@pytest.fixture(scope="module")
def scenario(published: District) -> Scenario:
    return what_if(published.first.name, {"raise": [SETTING]}, published.store.root).scenarios[0]


def test_it_is_of_a_type_that_store_and_ledger_do_not_take(scenario, published) -> None:
    assert not isinstance(scenario, StoredRun | RunContent)
    names = {field.name for field in dataclasses.fields(Scenario)} | set(dir(Scenario))
    assert not names & {"run_id", "path", "manifest", "identity", "content_hash", "files"}
    before = contents(published.store.root)
    with pytest.raises(AttributeError):
        published.store.write(scenario)
    with pytest.raises(AttributeError):
        record_stored_run(opened_ledger(str(published.store.root), None), scenario)
    assert contents(published.store.root) == before


@pytest.mark.parametrize(
    "words",
    [
        ("publish", "raise"),
        ("export", "raise", "--layout", "payroll-csv", "--out", "x"),
        ("statements", "raise", "--out", "x"),
        ("circulation", "raise", "--out", "x.xlsx"),
        ("rerun", "raise", "--corrections", "c.csv", "--reason", "r"),
        ("what-if", "raise", "--set", SETTING),
    ],
)
def test_no_command_knows_it_as_a_run(published, typed: Typed, words, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = typed(*words, "--store", str(published.store.root), status=2)
    assert "There is no run “raise” in this store." in said
    assert list(tmp_path.iterdir()) == []


def test_its_record_is_no_manifest(published, typed: Typed, tmp_path: Path) -> None:
    store = copied(published, tmp_path)
    folder = store / "runs" / "2018-aaaaaaaaaaaa"
    shutil.copytree(published.first.path, folder)
    record = json.loads(typed("what-if", published.first.name, "--set", SETTING, "--json", "--store", str(store)))
    (folder / "manifest.json").write_text(json.dumps(record), "utf-8")
    said = typed("publish", "2018-aaaaaaaaaaaa", "--store", str(store), status=3)
    assert "manifest.json is damaged, or was changed after it was written." in said


@pytest.mark.parametrize("name", ["payroll/payroll.xlsx", "tables/payroll.parquet"])
def test_its_file_or_table_in_a_runs_place_is_found(published, scenario, typed: Typed, tmp_path: Path, name) -> None:
    store = copied(published, tmp_path)
    (run,) = (store / "runs").iterdir()
    if name.endswith(".xlsx"):
        typed("what-if", run.name, "--set", SETTING, "--out", str(tmp_path / "x.xlsx"), "--store", str(store))
        (tmp_path / "x.what-if.xlsx").rename(run / name)
    else:
        scenario.table("payroll").write_parquet(run / name)
    ledger = opened_ledger(str(store), None)
    with pytest.raises(StoreFailure, match="run_file_changed"):
        publish_stored_run(ledger, Store(store), run.name, "出纳")


def test_nothing_was_published_by_all_that(published) -> None:
    ledger = opened_ledger(str(published.store.root), None)
    assert [one.run_id for one in publications(ledger)] == [published.first.name]


def test_run_in_earnest_it_is_a_run_that_still_wants_its_approval(published, tmp_path: Path) -> None:
    """The only way: the changed inputs are run, and the run is approved like any other."""
    line = ("people", "P1", "change", "base_pay", "12000", "99000")
    rerun = published.rerun(published.first, line, published=published.first)
    ledger = opened_ledger(str(published.store.root), None)
    record_lineage(ledger, published.store, rerun.name)
    with pytest.raises(Exception, match="approv"):
        publish_stored_run(ledger, published.store, rerun.name, "出纳")


def copied(district: District, folder: Path) -> Path:
    """A copy of the district's store."""
    return Path(shutil.copytree(district.store.root, folder / "store"))

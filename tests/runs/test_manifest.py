"""The manifest and the id: what a run was made from, and what it came to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from small_run import INPUTS, SCHEME, results, small_run

from pay_linkage.runs import Identity, Store
from pay_linkage.runs.control_totals import control_totals

IDENTITY = Identity(2018, "a" * 64, {"units.csv": "b" * 64}, version="1.0")


def test_the_id_is_a_promise() -> None:
    """It stands in ledgers: a change of its making makes every run of the past another."""
    made_from = f"""{{
  "corrections": null,
  "cycle": 2018,
  "inputs": {{
    "units.csv": "{"b" * 64}"
  }},
  "parent": null,
  "scheme": "{"a" * 64}",
  "version": "1.0"
}}
"""
    assert IDENTITY.run_id == f"2018-{hashlib.sha256(made_from.encode()).hexdigest()[:12]}" == "2018-71e7fef3b001"


@pytest.mark.parametrize(
    "other",
    [
        {"cycle": 2019},
        {"scheme": "c" * 64},
        {"inputs": {"units.csv": "c" * 64}},
        {"inputs": {"unit.csv": "b" * 64}},
        {"parent": "2018-000000000000"},
        {"corrections": "d" * 64},
        {"version": "1.1"},
    ],
)
def test_whatever_a_run_is_made_from_changes_its_id(other: dict[str, object]) -> None:
    assert replace(IDENTITY, **other).run_id != IDENTITY.run_id


def test_the_order_of_input_files_does_not_matter() -> None:
    turned = dict(reversed(INPUTS.items()))
    assert replace(IDENTITY, inputs=INPUTS).run_id == replace(IDENTITY, inputs=turned).run_id


def test_a_file_name_that_is_no_unicode_can_be_written(tmp_path: Path) -> None:
    run = small_run()
    odd = replace(run, identity=replace(run.identity, inputs={"\udcff.xlsx": "1" * 64}))
    path = Store(tmp_path).write(odd)
    assert Store(tmp_path).open(path.name).manifest.inputs == {"?.xlsx": "1" * 64}


def test_the_manifest_says_what_the_run_was_made_from_and_came_to(tmp_path: Path) -> None:
    path = Store(tmp_path).write(small_run(parent="2018-000000000000"))
    manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["control_totals"] == {
        "people": 2,
        "lines": 2,
        "amount": "24580.15",
        "cents": 2458015,
        "held_cents": 10010,
    }
    assert manifest["run_id"] == path.name
    assert manifest["parent"] == "2018-000000000000"
    assert manifest["inputs"] == INPUTS
    assert manifest["versions"]["pay-linkage"] == "1.2.3"
    assert manifest["tables"]["payroll"]["rows"] == 2
    assert set(manifest["tables"]) == set(results())
    assert manifest["made"] == {"at": "2018-12-31T15:30:00Z", "by": "定海 HR", "why": "年终", "steps": []}
    assert (path / "scheme.yaml").read_bytes() == SCHEME
    assert (path / "manifest.json").read_bytes().endswith(b"}\n")


def test_no_person_shows_in_the_manifest(tmp_path: Path) -> None:
    path = Store(tmp_path).write(small_run())
    text = (path / "manifest.json").read_text(encoding="utf-8")
    assert not [word for word in ("王小明", "33090219800101001X", "007", "24480") if f'"{word}' in text]


def test_totals_of_nobody_are_0() -> None:
    nobody = {name: frame.clear() for name, frame in results().items()}
    assert control_totals(nobody).model_dump() == {
        "people": 0,
        "lines": 0,
        "amount": "0.00",
        "cents": 0,
        "held_cents": 0,
    }

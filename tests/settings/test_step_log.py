"""Steps as JSON lines on request: run id, step, duration and rows, and nothing of anybody."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from pay_linkage.runs import stored_run
from pay_linkage.steps import YEAR_END_STEPS
from tests.second_opinion import generator

PROGRAM = [sys.executable, "-c", "from pay_linkage.cli import main; main()"]
CANARY = "丁桃花CANARY"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    generator.write_case(29, folder)
    people = pl.read_csv(folder / "people.csv", infer_schema=False)
    people.with_columns(person_name=pl.lit(CANARY)).write_csv(folder / "people.csv")
    return folder


def logged(case: Path, store: Path) -> tuple[subprocess.CompletedProcess[str], list[dict[str, object]]]:
    cycle = json.loads((case / "case.json").read_text())["cycle"]
    asked = ["run", "--direct", "--json", "--scheme", str(case / "scheme.yaml"), "--inputs", str(case)]
    command = [*PROGRAM, *asked, "--cycle", str(cycle), "--store", str(store)]
    environment = {"PAY_LINKAGE_LOG_FORMAT": "json", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done, [json.loads(line) for line in done.stderr.splitlines()]


def test_each_step_is_a_line_when_it_begins_and_when_it_ends(case: Path, tmp_path: Path) -> None:
    done, lines = logged(case, tmp_path / "store")
    assert done.returncode == 0, done.stderr
    run = stored_run(Path(json.loads(done.stdout)["path"]))
    steps = list(YEAR_END_STEPS)
    assert [(line["step"], line["phase"]) for line in lines] == [(s, p) for s in steps for p in ("begun", "done")]
    assert {line.get("run_id") for line in lines[2:]} == {run.manifest.run_id}
    told = {line["step"]: (line["seconds"], line.get("rows")) for line in lines if line["phase"] == "done"}
    kept = {step.step: (step.seconds, step.rows) for step in run.manifest.made.steps}
    assert kept == {step: told[step] for step in steps[:-1]}, "the manifest keeps what the log tells"
    assert kept["assess_units"][1] == run.table("unit_results").height
    assert kept["link_pay"][1] == run.table("pay_lines").height
    assert CANARY not in done.stderr


def test_a_refused_step_tells_its_codes_and_no_value(case: Path, tmp_path: Path) -> None:
    units = (case / "units.csv").read_text()
    (case / "units.csv").write_text(units + units.splitlines()[1] + "\n")
    done, lines = logged(case, tmp_path / "store")
    assert done.returncode == 2
    assert {name: lines[-1][name] for name in ("level", "step", "phase")} == {
        "level": "error",
        "step": "validate",
        "phase": "failed",
    }
    assert "unit_twice" in str(lines[-1]["reason"])
    assert CANARY not in done.stderr

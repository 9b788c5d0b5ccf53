from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.conftest import PrefectServer
from tests.flows.telling_case import nobody_in, write_telling_case

PROGRAM = [sys.executable, "-c", "from pay_linkage.cli import main; main()"]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random case in which every person has the same telling name, ID number and pay."""
    folder = tmp_path_factory.mktemp("case")
    write_telling_case(20, folder)
    return folder


def run(case: Path, store: Path, server: PrefectServer | None = None) -> subprocess.CompletedProcess[str]:
    cycle = json.loads((case / "case.json").read_text())["cycle"]
    wanted = ["run", "--scheme", str(case / "scheme.yaml"), "--inputs", str(case), "--cycle", str(cycle)]
    how = [] if server else ["--direct"]
    environment = server.environment if server else None
    command = [*PROGRAM, *wanted, *how, "--store", str(store), "--json"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_run_through_prefect_has_the_bytes_of_a_direct_one(
    case: Path, tmp_path: Path, prefect_server: PrefectServer
) -> None:
    through = run(case, tmp_path / "through", prefect_server)
    direct = run(case, tmp_path / "direct")
    assert (through.returncode, direct.returncode) == (0, 0), through.stderr + direct.stderr
    left, right = (json.loads(done.stdout) for done in (through, direct))
    assert left["run_id"] == right["run_id"]
    assert left["content_hash"] == right["content_hash"]


def test_prefect_keeps_steps_and_an_artifact_and_nobodys_data(
    case: Path, tmp_path: Path, prefect_server: PrefectServer
) -> None:
    done = run(case, tmp_path, prefect_server)
    assert done.returncode == 0, done.stderr
    kept = b"".join(file.read_bytes() for file in prefect_server.home.rglob("*") if file.is_file())
    for told in ("grading the units", "linking the pay", json.loads(done.stdout)["run_id"], "year-end-"):
        assert told.encode() in kept, f"{told} is not in Prefect's database, so the search says nothing"
    assert nobody_in(kept)
    assert nobody_in((done.stdout + done.stderr).encode())


def test_a_refused_input_ends_in_problems_and_no_traceback(
    case: Path, tmp_path: Path, prefect_server: PrefectServer
) -> None:
    broken = tmp_path / "inputs"
    broken.mkdir()
    for file in case.iterdir():
        (broken / file.name).write_bytes(file.read_bytes())
    units = (broken / "units.csv").read_text()
    (broken / "units.csv").write_text(units + units.splitlines()[1] + "\n")
    done = run(broken, tmp_path / "store", prefect_server)
    assert done.returncode == 2
    assert "unit_twice" in {problem["code"] for problem in json.loads(done.stdout)["problems"]}
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "store" / "runs").exists()

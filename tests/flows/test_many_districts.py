"""A province on a real local cluster of two worker processes, one of them killed in the middle of a district."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from base64 import b64decode
from pathlib import Path

import polars as pl
import pytest

from pay_linkage.province import house_today, outcome_of, read_province
from tests.flows.conftest import PrefectServer
from tests.province.small_province import content_hashes, run_hashes, write_province

PROGRAM = [sys.executable, "-c", "from pay_linkage.cli import main; main()"]
SEEDS = {"d1": 29, "d2": 20, "d3": 29}
BROKEN = "  - {id: broken, name: {en: Broken, zh: 坏}, cycle: 2018, scheme: dinghai-2018-direct, inputs: in/broken}"
CANARY, ID_NUMBER, PAY = "丁桃花CANARY", "ID77001144CANARY", "7733.11"


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three districts whose people all have the same telling name, number and pay, and one that is refused."""
    folder = tmp_path_factory.mktemp("province")
    file = write_province(folder, SEEDS, [BROKEN])
    for people in folder.glob("in/*/people.csv"):
        told = {"person_name": CANARY, "id_number": ID_NUMBER, "base_pay": PAY}
        frame = pl.read_csv(people, infer_schema=False)
        frame.with_columns(pl.lit(value).alias(name) for name, value in told.items()).write_csv(people)
    (folder / "in" / "broken").mkdir()
    (folder / "in" / "broken" / "people.csv").write_text(f"person_id,person_name\nP1,{CANARY}\n", encoding="utf-8")
    return file


def started(file: Path, server: PrefectServer) -> subprocess.Popen[str]:
    command = [*PROGRAM, "province", str(file), "--workers", "2", "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=server.environment, text=True, **pipes)  # type: ignore[call-overload]


def killed_in_the_middle(stores: Path, process: subprocess.Popen[str]) -> int:
    """Kill the first worker that is seen writing a run; gives its process id. Its folder's name says who writes."""
    while process.poll() is None:
        for staged in stores.glob("*/staging/*"):
            worker = int(staged.name.split(".")[1])
            os.kill(worker, signal.SIGKILL)
            return worker
        time.sleep(0.002)
    raise AssertionError(process.communicate())


@pytest.mark.timeout(1200)  # a cluster, a server and two workers that import much, on whatever machine
def test_a_province_on_two_workers_one_of_them_killed_has_the_bytes_of_its_districts_run_alone(
    province: Path, tmp_path: Path, prefect_server: PrefectServer
) -> None:
    process = started(province, prefect_server)
    victim = killed_in_the_middle(province.parent / "stores", process)
    out, err = process.communicate(timeout=1100)
    assert process.returncode == 2, err
    record = json.loads(out)
    assert victim != process.pid
    assert {one["id"]: one["status"] for one in record["districts"]} == {
        **dict.fromkeys(SEEDS, "done"),
        "broken": "failed",
    }

    alone = tmp_path / "alone.yaml"
    text = province.read_text(encoding="utf-8").replace("stores/{id}", f"{tmp_path}/alone/{{id}}")
    alone.write_text(text.replace("in/", f"{province.parent}/in/"), encoding="utf-8")
    for district in read_province(alone, "hr").districts:
        outcome_of(district, house_today())
    assert content_hashes(tmp_path / "alone").keys() == SEEDS.keys()
    assert content_hashes(province.parent / "stores") == content_hashes(tmp_path / "alone")
    assert run_hashes(province.parent / "stores") == run_hashes(tmp_path / "alone")

    kept = b"".join(file.read_bytes() for file in prefect_server.home.rglob("*") if file.is_file())
    kept += b"".join(b64decode(file.read_bytes()) for file in prefect_server.home.glob("storage/*"))
    for told in ("many-districts", "district d1", "district d2", "broken failed: column_missing, table_missing"):
        assert told.encode() in kept, f"{told} is not in Prefect's database, so the search says nothing"
    for secret in (CANARY, ID_NUMBER, PAY):
        assert secret.encode() not in kept
        assert secret not in out + err

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = ["run", "--scheme", "dinghai-2017", "--inputs", "sample_data/dinghai_2017", "--cycle", "2017"]
PROGRAM = [sys.executable, "-c", "from pay_linkage.cli import main; main()"]


@pytest.mark.parametrize(("lang", "told"), [("en", "--direct"), ("zh", "没有应答")])
def test_a_server_that_does_not_answer_is_told_in_a_sentence(lang: str, told: str, tmp_path: Path) -> None:
    away = {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_CLIENT_MAX_RETRIES": "0"}
    command = [*PROGRAM, *RUN, "--store", str(tmp_path / "store"), "--lang", lang]
    done = subprocess.run(command, env=os.environ | away, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "http://127.0.0.1:9/api" in done.stderr
    assert told in done.stderr
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("url", "told"), [("", "No Prefect server is configured"), ("http://127.0.0.1:9/api", "does not answer")]
)
def test_nothing_is_served_without_a_server(url: str, told: str, tmp_path: Path) -> None:
    away = {"PREFECT_API_URL": url, "PREFECT_CLIENT_MAX_RETRIES": "0", "PREFECT_HOME": str(tmp_path / "home")}
    offered = ["serve", "--scheme", "dinghai-2017", "--inputs", "sample_data/dinghai_2017", "--lang", "en"]
    command = [*PROGRAM, *offered, "--store", str(tmp_path / "store")]
    done = subprocess.run(command, env=os.environ | away, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert told in done.stderr
    assert "Serving" not in done.stdout
    assert not (tmp_path / "store").exists()

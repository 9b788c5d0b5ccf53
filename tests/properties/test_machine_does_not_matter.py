"""Promise 3: time zone, locale, threads and hash seed do not matter.

Three environments in every test run, twenty with ``PAY_LINKAGE_ENVIRONMENTS=20``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parent / "results_hash.py"
PROJECT = Path(__file__).parents[2]
SAMPLE = ("dinghai-2018-direct", PROJECT / "sample_data" / "dinghai_2018_direct", "2018")
ZONES = ("Pacific/Kiritimati", "Etc/GMT+12", "Asia/Shanghai", "America/New_York", "UTC")
LOCALES = ("C", "tr_TR.UTF-8", "zh_CN.GB18030", "de_DE.UTF-8")
THREADS = ("1", "2", "7", "16")
ENVIRONMENTS = [
    {
        "TZ": ZONES[number % 5],
        "LC_ALL": LOCALES[number % 4],
        "POLARS_MAX_THREADS": THREADS[number // 5],
        "PYTHONHASHSEED": f"{number * 97}",
    }
    for number in range(20)
]
WANTED = int(os.environ.get("PAY_LINKAGE_ENVIRONMENTS", "3"))
TRIED = ENVIRONMENTS[:: 20 // WANTED][:WANTED]


def _hash(environment: dict[str, str], folder: Path) -> str:
    """The hash that a process of its own computes, started in another folder."""
    command = [sys.executable, str(PROGRAM), SAMPLE[0], str(SAMPLE[1]), SAMPLE[2]]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run(command, env=kept | environment, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.skipif(not SAMPLE[1].is_dir(), reason="the sample data are not here")
def test_one_hash_in_all_environments(tmp_path: Path) -> None:
    hashes = {_hash(environment, tmp_path) for environment in TRIED}
    assert len(hashes) == 1
    assert {len(found) for found in hashes} == {64}

"""A run asks for no address outside this machine: not through Prefect's own embedded server, and not directly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.second_opinion import generator

WATCH = Path(__file__).parent / "watched_sockets"
CALLER = "import socket; s = socket.socket(); s.settimeout(0.01); s.connect(('192.0.2.1', 9))"


def addresses(program: str, arguments: list[str], folder: Path) -> tuple[list[str], subprocess.CompletedProcess[str]]:
    """The addresses that a Python program asked for, and how it ended."""
    notes = folder / "addresses.txt"
    notes.touch()
    silenced = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "DO_NOT_TRACK"))}
    environment = silenced | {
        "PYTHONPATH": os.pathsep.join([str(WATCH), str(Path.cwd())]),
        "WATCHED_SOCKETS": str(notes),
        "PREFECT_HOME": str(folder / "prefect"),
    }
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, umask=0)
    return notes.read_text(encoding="utf-8").split(), done


def test_the_watch_sees_a_program_that_calls_out(tmp_path: Path) -> None:
    assert addresses(CALLER, [], tmp_path)[0] == ["192.0.2.1"]


@pytest.mark.parametrize("how", [["--direct"], []], ids=["direct", "through Prefect"])
def test_a_run_calls_nobody(how: list[str], tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    generator.write_case(29, case)
    cycle = json.loads((case / "case.json").read_text())["cycle"]
    wanted = ["run", "--scheme", str(case / "scheme.yaml"), "--inputs", str(case), "--cycle", str(cycle), *how]
    program = "from pay_linkage.cli import main; main()"
    found, done = addresses(program, [*wanted, "--store", str(tmp_path / "store")], tmp_path)
    assert done.returncode == 0, done.stderr
    assert found == []
    kept = [path for top in ("store", "prefect") for path in (tmp_path / top).rglob("*")]
    assert {str(path): oct(path.lstat().st_mode) for path in kept if path.lstat().st_mode & 0o077} == {}
    assert bool(list((tmp_path / "prefect").rglob("*.db"))) == (how == []), "Prefect's own files are among them"

"""No command asks for an address outside this machine: not through Prefect's own embedded server or Great Expectations,
and not directly (promise 21).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.watched import watched_environment
from tests.gate.gate_district import CYCLE, run_district
from tests.province.small_province import write_province

CALLERS = {
    "a connection": "import socket; socket.socket().connect(('192.0.2.1', 9))",
    "a datagram": "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 9))",
    "a name": "import socket; socket.getaddrinfo('192.0.2.1', 9)",
    "asyncio": "import asyncio; asyncio.run(asyncio.open_connection('192.0.2.1', 9))",
    "a web page": "from urllib.request import urlopen; urlopen('http://192.0.2.1:9')",
    "a child": "import subprocess, sys; "
    "subprocess.run([sys.executable, '-c', 'import socket; socket.socket().connect((\"192.0.2.1\", 9))'])",
}
PROGRAM = """
import json, sys
from pay_linkage.cli import main
for words in json.loads(sys.argv[1]):
    sys.argv = ["pay-linkage", *words]
    try:
        main()
    except SystemExit as left:
        if left.code:
            sys.exit(f"{words}: {left.code}")
"""
"""Runs commands one after the other in one process: what takes seconds to import is imported once."""


def addresses(program: str, arguments: list[str], folder: Path) -> tuple[list[str], subprocess.CompletedProcess[str]]:
    """The addresses that a Python program asked for, and how it ended."""
    silenced = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "DO_NOT_TRACK"))}
    environment = silenced | watched_environment(folder) | {"PREFECT_HOME": str(folder / "prefect")}
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, umask=0)
    return (folder / "addresses.txt").read_text(encoding="utf-8").split(), done


@pytest.mark.parametrize("how", CALLERS)
def test_the_watch_sees_a_program_that_calls_out(how: str, tmp_path: Path) -> None:
    assert set(addresses(CALLERS[how], [], tmp_path)[0]) == {"192.0.2.1"}


def commands(folder: Path, run: str) -> list[list[str]]:
    """Those that import Prefect or Great Expectations, and those that draw or read files."""
    order = [
        "--scheme",
        str(folder / "in" / "scheme.yaml"),
        "--cycle",
        str(CYCLE),
        "--inputs",
        str(folder / "in" / "inputs"),
    ]
    secret = ["--secret-file", str(folder / "secret")]
    out = folder / "out"
    return [
        ["check", *order],
        ["run", *order],
        ["report", run, "--out", str(out / "report.html")],
        ["fairness", run, "--out", str(out / "fairness.html")],
        ["statements", run, "--out", str(out / "statements")],
        ["approvers", "add", "王芳", "--handle", "wang", *secret],
        ["approve", run, "--approver", "wang", "--reason", "已核", *secret],
        ["publish", run, "--by", "payroll"],
        ["export", run, "--layout", "wage-sheet"],
        ["gate", run],
        ["verify"],
        ["province", str(write_province(folder / "province")), "--only", "d1"],
    ]  # fmt: skip


def test_no_command_calls_anybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "secret").write_text("correct horse battery staple\n")
    run = run_district(tmp_path / "in", tmp_path / "elsewhere").manifest.run_id
    monkeypatch.setenv("PAY_LINKAGE_STORE", str(tmp_path / "store"))
    found, done = addresses(PROGRAM, [json.dumps(commands(tmp_path, run))], tmp_path)
    assert done.returncode == 0, done.stderr
    assert found == []
    kept = [path for top in ("store", "prefect") for path in (tmp_path / top).rglob("*")]
    assert {str(path): oct(path.lstat().st_mode) for path in kept if path.lstat().st_mode & 0o077} == {}
    assert list((tmp_path / "prefect").rglob("*.db")), "Prefect's own files are among them"

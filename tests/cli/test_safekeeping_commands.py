"""Backup, restore, forget, health and progress sheets as a user meets them: sentences and exit statuses."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pay_linkage import run_cycle
from pay_linkage.bookkeeping import opened_ledger, record_lineage
from pay_linkage.cli import main
from pay_linkage.notices.sheet_files import progress_sheets
from pay_linkage.runs import Store
from tests.second_opinion import generator


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with one run in its store."""
    case = tmp_path / "case"
    case.mkdir()
    generator.write_case(29, case)
    cycle = json.loads((case / "case.json").read_text())["cycle"]
    run = run_cycle(case / "scheme.yaml", case, cycle, tmp_path / "store")
    record_lineage(opened_ledger(str(tmp_path / "store"), None), Store(tmp_path / "store"), run.name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    return tmp_path


def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["pay-linkage", *arguments])
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main()
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return int(left.value.code or 0), out + err


def test_a_run_is_backed_up_forgotten_and_brought_back_from_the_backup(
    at: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def say(*arguments: str) -> tuple[int, str]:
        return call(capsys, monkeypatch, *arguments)

    assert say("backup", "kept", "--lang", "en")[0] == 0
    assert say("backup", "kept")[0] == 2
    forget = ("forget", "--before", "9999", "--reason", "5 years", "--yes", "--lang", "zh")
    assert "已清除 1 次运行" in say(*forget)[1]
    assert say("verify")[0] == 0
    assert say(*forget)[0] == 2
    run = next((at / "store" / "runs").iterdir()).name
    assert say("explain", run, "P1")[0] == 2
    status, shown = say("show", run, "--lang", "zh")
    assert (status, "个人数据已按保存期限清除" in shown, "payroll.csv" in shown) == (0, True, False)
    told = json.loads(say("show", run, "--json")[1])
    assert (told["forgotten"], told["files"]) == (True, [])
    assert say("report", run, "--out", "r.html", "--lang", "en")[1].startswith("The people's data of run")
    assert say("restore", "kept")[0] == 2
    assert say("restore", "kept", "--store", "new", "--lang", "en")[0] == 0
    assert say("verify", "--store", "new")[0] == 0
    assert say("report", run, "--out", "r.html", "--store", "new")[0] == 0


class Answering(BaseHTTPRequestHandler):
    """A server that wants a login."""

    def do_GET(self) -> None:
        self.send_response(200 if self.headers.get("authorization") == "Basic YTpi" else 401)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Answering) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}/api"
        serving.shutdown()
        thread.join()


def test_health_tells_what_cannot_be_used(
    tmp_path: Path, server: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("PREFECT_API_URL", server)
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", "a:b")
    store = ("--store", str(tmp_path / "store"), "--lang", "en")
    (tmp_path / "store").mkdir()
    assert call(capsys, monkeypatch, "health", *store)[0] == 0
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", "a:wrong")
    status, told = call(capsys, monkeypatch, "health", *store)
    assert (status, "PREFECT_API_AUTH_STRING" in told) == (3, True)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    assert "no answer" in call(capsys, monkeypatch, "health", "--only", "prefect", *store)[1]
    monkeypatch.delenv("PREFECT_API_URL")
    status, told = call(capsys, monkeypatch, "health", *store)
    assert (status, "prefect: none is configured" in told) == (0, True)
    assert call(capsys, monkeypatch, "health", "--only", "prefect", *store)[0] == 3
    (tmp_path / "file").write_text("")
    for name in ("store", "ledger"):
        assert call(capsys, monkeypatch, "health", "--only", name, "--store", str(tmp_path / "file" / "store"))[0] == 3


def test_progress_sheets_of_the_same_inputs_are_found_and_of_others_get_a_folder_of_their_own(at: Path) -> None:
    cycle = json.loads((at / "case" / "case.json").read_text())["cycle"]
    asked = (str(at / "case" / "scheme.yaml"), str(at / "case"), cycle, "store")
    folder = progress_sheets(*asked, "zh")
    made = {file: file.stat().st_mtime_ns for file in folder.rglob("*")}
    assert any(file.suffix == ".html" for file in made)
    assert progress_sheets(*asked, "zh") == folder
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*")} == made
    scores = (at / "case" / "component_scores.csv").read_text().splitlines()
    (at / "case" / "component_scores.csv").write_text("\n".join(scores[:-1]) + "\n")
    assert progress_sheets(*asked, "zh") != folder, "fewer scores are in"

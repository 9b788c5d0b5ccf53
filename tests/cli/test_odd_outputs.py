"""Wherever a command is told to write: nothing that is there is touched, and where it cannot be done, that is said."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pay_linkage.cli import main
from tests.corrections.small_district import District

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "dinghai_2017"
WORK = "somebody's work"
TELLING = {
    "margins": "margins {run} --out {to}",
    "fairness": "fairness {run} --out {to}",
    "report": "report {run} --out {to}",
    "circulation": "circulation {run} --out {to}",
    "sheets": "sheets {run} --out {to}",
    "statements": "statements {run} --out {to}",
    "what-if": "what-if {run} --set people:P1.base_pay=1 --out {to}",
    "corrections-template": "corrections-template {run} {to}",
    "diff": "diff {run} {run} --out {to}",
    "template": "template --scheme dinghai-2017 {to}",
    "map": "map {inputs} --out {to}",
    "export": "export {run} --layout wage-sheet --out {to}",
    "backup": "backup {to}",
    "run": "run --direct --scheme dinghai-2017 --cycle 2017 --inputs {inputs} --store {to}",
}
ENDINGS = {"fairness": "html", "report": "html", "what-if": "what-if.xlsx"}


def _file(folder: Path, ending: str) -> str:
    (folder / f"taken.{ending}").write_text(WORK)
    return str(folder / f"taken.{ending}")


def _link(folder: Path, ending: str) -> str:
    (folder / "work").write_text(WORK)
    (folder / f"link.{ending}").symlink_to(folder / "work")
    return str(folder / f"link.{ending}")


def _nowhere(folder: Path, ending: str) -> str:
    (folder / f"link.{ending}").symlink_to(folder / "nowhere")
    return str(folder / f"link.{ending}")


def _pipe(folder: Path, ending: str) -> str:
    os.mkfifo(folder / f"pipe.{ending}")
    return str(folder / f"pipe.{ending}")


PLACES: Mapping[str, Callable[[Path, str], str]] = {
    "somebody's file": _file,
    "a link to somebody's file": _link,
    "a link to nowhere": _nowhere,
    "a pipe": _pipe,
    "a name that is too long": lambda folder, ending: str(folder / ("x" * 300 + f".{ending}")),
    "no name": lambda *_: "",
    "a file as if it were a folder": lambda folder, ending: str(Path(_file(folder, "txt")) / f"a.{ending}"),
}


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    return District(tmp_path_factory.mktemp("district"))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", TELLING)
def test_nothing_is_touched_and_what_cannot_be_written_is_said(
    command: str,
    place: str,
    district: District,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAY_LINKAGE_STORE", str(district.store.root))
    monkeypatch.setattr(logging.getLogger("pay_linkage.steps"), "handlers", [])
    to = PLACES[place](tmp_path, ENDINGS.get(command, "xlsx"))
    blanks = {"run": district.first.name, "inputs": str(SAMPLE), "to": to}
    words = [word.format(**blanks) for word in TELLING[command].split()]
    monkeypatch.setattr(sys, "argv", ["pay-linkage", *words, "--lang", "en"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code in {2, 3}, capsys.readouterr()
    assert {path.read_text() for path in tmp_path.iterdir() if path.is_file()} <= {WORK}
    assert not (tmp_path / "nowhere").exists()

"""Wherever a command is told to write: nothing that is there is touched, and where it cannot be done, that is said."""

from __future__ import annotations

import logging
import os
import shutil
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pay_linkage.cli import main
from tests.corrections.small_district import District

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "dinghai_2017"
WORK = "somebody's work"
Left = Callable[[str, str], tuple[object, str]]
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
    "compare-schemes": "compare-schemes {scheme} {scheme} --cycle 2018 --inputs {good} --out {to}",
    "check": "check --scheme {scheme} --cycle 2018 --inputs {wrong} --annotated {to}",
    "province": "province {province} --direct --out {to}",
}
ENDINGS = {"fairness": "html", "report": "html", "what-if": "what-if.xlsx", "compare-schemes": "what-if.xlsx"}
REFUSED = {"check": 2}
"""What the command leaves with where it can write; else 0."""
PROVINCE = """\
title: {{en: Little Province, zh: 小省}}
store: stores/{{id}}
scheme: {scheme}
districts:
  - {{id: d1, name: {{en: One, zh: 一县}}, cycle: 2018, inputs: {inputs}}}
"""


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
    "in a folder that a link to nowhere stands for": lambda folder, ending: str(
        Path(_nowhere(folder, "d")) / f"a.{ending}"
    ),
    "a file as if it were a folder": lambda folder, ending: str(Path(_file(folder, "txt")) / f"a.{ending}"),
}


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    """A district; beside its inputs some with a wrong cell, and a province of it alone."""
    made = District(tmp_path_factory.mktemp("district"))
    shutil.copytree(made.folder / "inputs", made.folder / "wrong")
    units = made.folder / "wrong" / "units.csv"
    units.write_text(units.read_text("utf-8").replace("T05,", ","), "utf-8")
    text = PROVINCE.format(scheme=made.folder / "scheme.yaml", inputs=made.folder / "inputs")
    (made.folder / "province.yaml").write_text(text, "utf-8")
    return made


@pytest.fixture
def left(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Left:
    """Calls a command of ``TELLING`` in an empty folder: exit status and all that it said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAY_LINKAGE_STORE", str(district.store.root))
    monkeypatch.setattr(logging.getLogger("pay_linkage.steps"), "handlers", [])
    folder = district.folder

    def called(command: str, to: str) -> tuple[object, str]:
        blanks = {"run": district.first.name, "inputs": str(SAMPLE), "to": to, "good": str(folder / "inputs")}
        blanks |= {"wrong": str(folder / "wrong"), "province": str(folder / "province.yaml")}
        blanks |= {"scheme": str(folder / "scheme.yaml")}
        words = [word.format(**blanks) for word in TELLING[command].split()]
        monkeypatch.setattr(sys, "argv", ["pay-linkage", *words, "--lang", "en"])
        with pytest.raises(SystemExit) as leaving:
            main()
        said = capsys.readouterr()
        return leaving.value.code, said.out + said.err

    return called


@pytest.mark.timeout(60)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", TELLING)
def test_nothing_is_touched_and_what_cannot_be_written_is_said(
    command: str, place: str, left: Left, tmp_path: Path
) -> None:
    code, said = left(command, PLACES[place](tmp_path, ENDINGS.get(command, "xlsx")))
    assert code in {2, 3}, said
    assert "from a backup" not in said
    assert {path.read_text() for path in tmp_path.iterdir() if path.is_file()} <= {WORK}
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("command", TELLING)
def test_folders_that_are_not_there_are_made_and_private(command: str, left: Left, tmp_path: Path) -> None:
    ending = ENDINGS.get(command, "xlsx")
    code, said = left(command, f"no/such/file.{ending}")
    assert code == REFUSED.get(command, 0), said
    assert (tmp_path / "no" / "such" / f"file.{ending}").exists(), said
    for made in (tmp_path / "no").rglob("*"):
        assert stat.S_IMODE(made.stat().st_mode) == (0o700 if made.is_dir() else 0o600), made
    assert stat.S_IMODE((tmp_path / "no").stat().st_mode) == 0o700

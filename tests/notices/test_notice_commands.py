"""Commands that write notices: private files, whole or none, nobody's data on the terminal (promises 15, 19, 20)."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.corrections.small_district import TABLES, District
from tests.notices.read_back import statements, text_of

PROGRAM = "import os; os.umask(int(os.environ['UMASK'], 8)); from pay_linkage.cli import main; main()"
NAME, NUMBER, PASSPORT = '<b onmouseover="x">卡纳里诺</b>', "33000019630529004X", "E12345678"
PEOPLE = (
    "person_id,person_name,id_type,id_number,role,base_pay,score,graded,ungraded_reason\n"
    f'P1,"{NAME.replace(chr(34), chr(34) * 2)}",resident_id,{NUMBER},staff,12345.67,90,yes,\n'
    f"../P2,=HYPERLINK(1),passport,{PASSPORT},staff,12000,,no,秘密原因\nP3,丙,,,head,12000,85,yes,\n"
)
ASSIGNMENTS = "person_id,unit_id,start_date,end_date\nP1,T01,2018-01-01,\n../P2,T02,2018-03-20,\nP3,T03,2018-01-01,\n"
Command = Callable[..., "subprocess.CompletedProcess[str]"]
CANARIES = (NAME, "卡纳里诺", NUMBER, PASSPORT, "秘密原因", "12345.67", "12,345.67", "14814.80")


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    units = TABLES["units"].replace("镇1", "=1+1<i>").replace("镇2", "@镇")
    tables = {**TABLES, "people": PEOPLE, "assignments": ASSIGNMENTS, "units": units}
    return District(tmp_path_factory.mktemp("district"), tables=tables)


@pytest.fixture(scope="module")
def command(district: District) -> Command:
    def called(*words: str, umask: str = "000", lang: str = "zh") -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-c", PROGRAM, *words, "--lang", lang, "--store", str(district.store.root)]
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "UMASK": umask}
        done = subprocess.run(program, capture_output=True, text=True, check=False, env=environment)
        assert not any(canary in done.stdout + done.stderr for canary in CANARIES)
        return done

    return called


def modes(folder: Path) -> set[tuple[str, str]]:
    return {
        ("folder" if path.is_dir() else "file", oct(stat.S_IMODE(path.stat().st_mode)))
        for path in [folder, *folder.rglob("*")]
    }


@pytest.mark.parametrize("umask", ["000", "022"])
def test_statements_are_private_and_each_in_its_units_folder(
    command: Command, district: District, tmp_path: Path, umask: str
) -> None:
    out = tmp_path / "deep" / "out"
    done = command("statements", district.first.manifest.run_id, "--out", str(out), umask=umask)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 份告知单" in done.stdout
    assert modes(out) == {("folder", "0o700"), ("file", "0o600")}
    assert sorted(str(path.relative_to(out)) for path in out.rglob("*.html")) == [
        "T01/P1.html",
        "T02/%2E.%2FP2.html",
        "T03/P3.html",
    ]


def test_names_are_shown_numbers_covered_and_markup_is_text(
    command: Command, district: District, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    command("statements", district.first.manifest.run_id, "--out", str(out), "--one-file", lang="en")
    page = (out / "statements.html").read_bytes()
    text = text_of(page)
    assert [path.name for path in out.iterdir()] == ["statements.html"]
    assert NAME in text
    assert "=1+1<i>" in text
    assert NAME.encode() not in page
    assert NUMBER.encode() not in page
    assert PASSPORT.encode() not in page
    assert "3300********004X" in text
    assert "E********78" in text
    assert "秘密原因" in text
    assert sum((one.amount for one in statements(page)), Decimal(0)) == Decimal(
        district.first.manifest.control_totals.amount
    )


def test_only_some_people(command: Command, district: District, tmp_path: Path) -> None:
    run = district.first.manifest.run_id
    done = command("statements", run, "--out", str(tmp_path / "one"), "--person", "P3")
    assert done.returncode == 0
    assert [path.name for path in (tmp_path / "one").rglob("*.html")] == ["P3.html"]
    refused = command("statements", run, "--out", str(tmp_path / "none"), "--person", "P3", "--person", "P9")
    assert (refused.returncode, (tmp_path / "none").exists()) == (2, False)
    assert "P9" in refused.stderr


@pytest.mark.parametrize("words", [["statements"], ["sheets"], ["circulation"]])
def test_what_is_there_already_is_left_alone(
    command: Command, district: District, tmp_path: Path, words: list[str]
) -> None:
    out = tmp_path / "taken.html"
    out.write_text("mine")
    done = command(*words, district.first.manifest.run_id, "--out", str(out))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (out.read_text(), [path.name for path in tmp_path.iterdir()]) == ("mine", ["taken.html"])


@pytest.mark.parametrize("suffix", [".xlsx", ".html"])
def test_the_circulated_ranking_is_a_private_file(
    command: Command, district: District, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"ranking{suffix}"
    assert command("circulation", district.first.manifest.run_id, "--out", str(out)).returncode == 0
    assert oct(stat.S_IMODE(out.stat().st_mode)) == "0o600"
    if suffix == ".html":
        assert "=1+1<i>" in text_of(out.read_bytes())
        return
    cells = [cell for sheet in load_workbook(out) for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "=1+1<i>" and cell.data_type == "s" for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_another_ending_is_refused(command: Command, district: District, tmp_path: Path) -> None:
    done = command("circulation", district.first.manifest.run_id, "--out", str(tmp_path / "x.pdf"))
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert ".xlsx" in done.stderr


def test_sheets_and_lists_of_a_run(command: Command, district: District, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = command("sheets", district.first.manifest.run_id, "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert modes(out) == {("folder", "0o700"), ("file", "0o600")}
    names = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    units = [f"results/T0{n}.{kind}" for n in range(1, 6) for kind in ("html", "xlsx")]
    assert names == ["awards.html", "awards.xlsx", "interviews.html", "interviews.xlsx", *units]
    everything = b"".join(path.read_bytes() for path in out.rglob("*.html")).decode()
    assert not any(canary in everything for canary in CANARIES)


def test_sheets_of_a_year_that_is_not_over(command: Command, district: District, tmp_path: Path) -> None:
    half = tmp_path / "half"
    half.mkdir()
    (half / "units.csv").write_text(TABLES["units"], "utf-8")
    given = ["--scheme", str(district.folder / "scheme.yaml"), "--inputs", str(half), "--cycle", "2018"]
    for stage in ("target", "midyear"):
        done = command("sheets", "--stage", stage, *given, "--out", str(tmp_path / stage))
        assert (done.returncode, done.stderr) == (0, "")
        assert len(list((tmp_path / stage / stage).iterdir())) == 10


@pytest.mark.parametrize(
    "words",
    [
        ["--stage", "target"],
        ["--stage", "midyear", "--scheme", "x"],
        [],
        ["RUN", "--stage", "target"],
        ["RUN", "--cycle", "2018"],
    ],
)
def test_what_does_not_go_together_is_refused(command: Command, tmp_path: Path, words: list[str]) -> None:
    done = command("sheets", *words, "--out", str(tmp_path / "out"))
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "pay-linkage sheets --help" in done.stderr

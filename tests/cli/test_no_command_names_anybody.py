"""Every command over one year with an appeal, done and refused: people's data gets only into the files of the list."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from canaries import CYCLE, NAME, PAY, SCHEME, canary_rows, files_with_secrets, secrets_in, write_folder
from canary_shell import DONE, MAY_NAME, MAY_SHOW_PAY, REFUSED, UNUSABLE, Shell

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "personal-data.md"
APPEAL = (
    "table,key,action,column,old_value,new_value,reason,appeal_reference,decided_on,decided_by\n"
    f"people,000002,change,base_pay,{PAY},80000.00,复核,A1,2018-02-01,委员会\n"
)
SAP = ("--param", "date=2018-02-28", "--param", "wage_type=M100", "--param", "recovery_wage_type=M900")


@pytest.fixture
def year(shell: Shell) -> str:
    """A run of the canaries' district under a mask that forbids nothing; its id."""
    os.umask(0)
    inputs = write_folder(canary_rows(), shell.root / "inputs" / "district")
    (shell.root / "inputs" / "appeal.csv").write_text(APPEAL, "utf-8")
    assert shell.run(inputs)[0] == DONE
    (folder,) = (shell.root / "store" / "runs").iterdir()
    return folder.name


def say(shell: Shell, *words: str, shows: bool = False) -> int:
    return shell(*words, "--store", str(shell.root / "store"), shows=shows)[0]


@pytest.mark.timeout(900)
def test_a_year_with_an_appeal_names_nobody(shell: Shell, year: str) -> None:
    out, appeal = shell.root / "out", str(shell.root / "inputs" / "appeal.csv")
    for words in (
        ("runs",),
        ("show", year),
        ("margins", year, "--out", str(out / "margins.xlsx")),
        ("fairness", year, "--out", str(out / "fairness.html")),
        ("sheets", year, "--out", str(out / "sheets")),
        ("statements", year, "--out", str(out / "statements")),
        ("circulation", year, "--out", str(out / "circulation.xlsx")),
        ("report", year, "--out", str(out / "report.html")),
        ("what-if", year, "--set", f"people:000002.base_pay={PAY}"),
        ("what-if", year, "--set", f"people:000002.person_name={NAME}", "--out", str(out / "scenario.xlsx")),
        ("corrections-template", year, str(out / "corrections.xlsx")),
        ("rerun", year, "--corrections", appeal, "--reason", "复核"),
        ("history", "000002"),
        ("verify",),
    ):
        assert say(shell, *words) == DONE, words
    for words in (("explain", year, "000001"), ("what-if", year, "--corrections", appeal)):
        assert say(shell, *words, shows=True) == DONE, words
    (other,) = {path.name for path in (shell.root / "store" / "runs").iterdir()} - {year}
    assert say(shell, "diff", year, other, "--out", str(out / "diff.xlsx"), shows=True) == DONE
    pay(shell, year)
    assert say(shell, "backup", str(out / "backup")) == DONE
    assert say(shell, "forget", "--before", "9999", "--reason", "保管期满", "--yes") == DONE
    runs = [str(file) for file in files_with_secrets(shell.root / "store" / "runs")]
    assert [file for file in runs if not file.endswith("/report.html")] == [], "nothing is left of forgotten people"
    assert say(shell, "explain", year, "000001") == UNUSABLE
    modes = {file.stat().st_mode & 0o077 for top in ("store", "out") for file in (shell.root / top).rglob("*")}
    assert modes == {0}


def pay(shell: Shell, run: str) -> None:
    """The run approved, published, and handed over."""
    secret = shell.root / "home" / "secret"
    secret.write_text("correct horse battery\n")
    assert say(shell, "approvers", "add", "王芳", "--handle", "wang", "--secret-file", str(secret)) == DONE
    approval = ("--approver", "wang", "--reason", "已核", "--secret-file", str(secret))
    assert say(shell, "approve", run, *approval) == DONE
    assert say(shell, "publish", run, "--by", "payroll") == DONE
    assert say(shell, "export", run, "--layout", "sap-infotype-0015", *SAP) == DONE


def test_what_is_refused_names_nobody(shell: Shell, year: str) -> None:
    taken = shell.root / "out" / "taken.xlsx"
    taken.write_text("somebody's work")
    wrong = shell.root / "inputs" / "wrong.csv"
    wrong.write_text(APPEAL.replace(PAY, "77331.18"), "utf-8")
    district = str(shell.root / "inputs" / "district")
    for words in (
        ("what-if", year, "--set", f"people:000002.nothing={PAY}"),
        ("what-if", year, "--set", f"people:999999.base_pay={PAY}"),
        ("what-if", year, "--corrections", str(wrong)),
        ("rerun", year, "--corrections", str(wrong), "--reason", "复核"),
        ("diff", year, year, "--out", str(taken)),
        ("margins", year, "--out", str(taken)),
        ("circulation", year, "--out", str(taken)),
        ("corrections-template", year, str(taken)),
        ("publish", year, "--by", "payroll"),
        ("export", year, "--layout", "no-such-layout"),
        ("explain", year, "999999"),
    ):
        assert say(shell, *words) in {REFUSED, UNUSABLE}, words
    compared = ("compare-schemes", SCHEME, "no-such-scheme", "--inputs", district, "--cycle", CYCLE)
    assert shell(*compared)[0] == REFUSED
    assert shell("map", str(shell.root / "inputs" / "none.xlsx"))[0] == REFUSED
    assert shell("map", district)[0] == DONE


def test_a_damaged_store_names_nobody(shell: Shell, year: str) -> None:
    people = shell.root / "store" / "runs" / year / "inputs" / "people.parquet"
    people.write_bytes(people.read_bytes()[:-7])
    for words in (
        ("margins", year),
        ("explain", year, "000001"),
        ("what-if", year, "--set", f"people:000002.base_pay={PAY}"),
        ("statements", year, "--out", str(shell.root / "out" / "statements")),
        ("verify",),
    ):
        assert say(shell, *words) != DONE, words


def test_the_document_lists_the_files_that_the_tests_allow() -> None:
    listed = set(re.findall(r"`((?:inputs|out|store)/[^`]*)`", DOCUMENT.read_text("utf-8")))
    assert listed == {*MAY_NAME, *MAY_SHOW_PAY}


def test_a_canary_is_found_wherever_it_hides() -> None:
    assert secrets_in(f"x{NAME}".encode("gb18030")) == {NAME}
    assert secrets_in(b"&#19969;&#26691;&#33457;") == {NAME}

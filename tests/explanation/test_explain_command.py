"""``pay-linkage explain``: the tree in both languages, and nobody's name or number in it (promise 19)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from pay_linkage.cli.visible import visible
from tests.corrections.small_district import TABLES, District

NAME, NUMBER, REASON = "卡纳里诺", "330000198001011234", "秘密原因"
PEOPLE = (
    "person_id,person_name,id_type,id_number,role,base_pay,score,graded,ungraded_reason\n"
    f"P1,{NAME},other,{NUMBER},staff,12000,90,yes,\nP2,{NAME},other,{NUMBER},staff,12000,,no,{REASON}\n"
    f"T01,{NAME},other,{NUMBER},head,12000,85,yes,\n"
)
ASSIGNMENTS = "person_id,unit_id,start_date,end_date\nP1,T01,2018-01-01,\nP2,T02,2018-03-20,\nT01,T03,2018-01-01,\n"
PROGRAM = "from pay_linkage.cli import main; main()"
Explain = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    units = "unit_id,unit_name,category\nT01,\x1b]0;镇1,township\n" + "".join(
        f"T0{n},[red]镇{n}[/],township\n" for n in range(2, 6)
    )
    tables = {**TABLES, "people": PEOPLE, "assignments": ASSIGNMENTS, "units": units.replace("\x1b]0;", "[link=x]")}
    return District(tmp_path_factory.mktemp("district"), tables=tables)


@pytest.fixture(scope="module")
def explain(district: District) -> Explain:
    def explained(*arguments: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-c", PROGRAM, "explain", district.first.manifest.run_id, *arguments]
        store = ["--store", str(district.store.root)]
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run([*program, *store], capture_output=True, text=True, check=False, env=environment)

    return explained


def test_both_languages_show_the_same_tree(explain: Explain) -> None:
    en, zh = (explain("P1", "--lang", lang) for lang in ("en", "zh"))
    assert (en.returncode, zh.returncode, en.stderr, zh.stderr) == (0, 0, "", "")
    assert len(en.stdout.splitlines()) == len(zh.stdout.splitlines()) > 40
    assert "Person P1: 14400.00" in en.stdout.splitlines()[0]
    assert "人员 P1：14400.00" in zh.stdout.splitlines()[0]
    assert "= 12000.00 × 12 ÷ 12 × 1 × 1.2 (half up to 2 decimals)" in en.stdout
    assert "component_scores.csv row 2" in en.stdout
    assert "component_scores.csv 第 2 行" in zh.stdout
    assert not re.search(r"[，。：；（）]", re.sub(r"\[.*?\]", "", en.stdout))


def test_nobodys_name_number_or_reason_reaches_the_terminal(explain: Explain) -> None:
    for code in ("P1", "P2", "T01", "T02", NAME[:2]):
        for lang in ("en", "zh"):
            shown = explain(code, "--lang", lang)
            assert NAME not in shown.stdout + shown.stderr
            assert NUMBER not in shown.stdout + shown.stderr
            assert REASON not in shown.stdout + shown.stderr


def test_the_reason_for_no_grade_is_told_by_its_cell(explain: Explain) -> None:
    line = next(line for line in explain("P2", "--lang", "en").stdout.splitlines() if "Reason for no grade" in line)
    assert line.endswith("see the cell ← people.csv row 3")


def test_a_code_of_a_unit_and_of_a_person_shows_both(explain: Explain) -> None:
    lines = explain("T01", "--lang", "en").stdout.splitlines()
    assert [line for line in lines if line.startswith(("Unit ", "Person "))] == [
        lines[0],
        next(line for line in lines if line.startswith("Person T01")),
    ]


def test_an_unknown_code_is_refused(explain: Explain) -> None:
    refused = explain("P99", "--lang", "en")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "neither a unit nor a person with the code “P99”" in refused.stderr


def test_markup_in_a_name_stays_text(explain: Explain) -> None:
    assert "[red]镇2[/]" in explain("T02").stdout


def test_what_a_terminal_would_obey_is_shown_as_a_sign() -> None:
    assert visible("\x1b]0;a\u202eb\r\n") == "�]0;a�b��"

"""``what-if`` and ``compare-schemes`` as somebody types them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

import pay_linkage
from tests.corrections.small_district import DIRECT, INDIRECT, SCHEME, District

from .conftest import Typed, contents

SETTINGS = ("--set", "scheme:township.rating.coefficient.step=0.02", "--set", "component_scores:T04/work=88")
UP = ("component_scores", "T04|work", "change", "score", "84", "88", "", "A-1")


def asked(district: District, *words: str) -> tuple[str, ...]:
    return ("what-if", district.first.name, *words, "--store", str(district.store.root))


def test_units_people_money_and_settings_are_told(published, typed: Typed) -> None:
    said = typed(*asked(published, *SETTINGS, "--set", "people:P1.base_pay=13579"))
    assert said.startswith("SCENARIO – no result: what if, 2018\n")
    assert f"Scenario on run {published.first.name}: no run, cannot be published" in said
    assert "scheme:township.rating.coefficient.step=0.02" in said
    assert "people:P1.base_pay=***" in said
    assert "13579" not in said
    row = next(line.split() for line in said.splitlines() if line.startswith("T04"))
    assert row[3:6] == ["85.58", "4", "C"]
    assert "people who get more:" in said
    assert "甲" not in said


def test_units_that_move_in_pay_alone_are_not_counted_under_another_units_name(published, typed: Typed) -> None:
    said = typed(*asked(published, "--set", "people:P1.base_pay=13000"))
    assert next(line.split()[-1] for line in said.splitlines() if line.startswith("units whose result moves")) == "0"
    assert "Units: the result or the pay of 1 of 5 moves" in said


def test_every_scenario_of_a_file_has_its_columns(published, typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "scenarios.yaml"
    file.write_text(
        "wide:\n  scheme:township.rating.coefficient.step: 0.02\nnone at all:\n  units:T01.unit_name: 镇1\n"
    )
    said = typed(*asked(published, "--scenarios", str(file), *SETTINGS[2:], "--lang", "zh"))
    assert said.startswith("情景测算——非考核结果：2018 年度假设情景对比")
    assert "[1]得分" in said
    assert "[3]金额" in said
    assert "称职" in said
    assert "competent" not in said
    assert "none at all" in said


def test_the_record_is_exact_and_says_that_it_is_no_result(published, typed: Typed) -> None:
    record = json.loads(typed(*asked(published, *SETTINGS, "--json")))
    assert (record["scenario"], record["publishable"], record["base"]) == (True, False, published.first.name)
    assert record["scenarios"][0]["scenario"] is True
    found = pay_linkage.what_if(published.first.name, SETTINGS[1::2], published.store.root)
    assert record["totals"][1] == str(found.scenarios[0].results.payroll["amount"].sum())
    unit = next(row for row in record["units"] if row["unit_id"] == "T04")
    assert unit["sides"][0] == {"final_score": "85.5800", "rank": 4, "grade": "C", "pay": "14040.00"}
    people = [person["person_id"] for person in record["scenarios"][0]["people"]]
    assert people == found.moves[0].people["person_id"].to_list()


def test_an_appeal_is_measured_against_the_publication(published, typed: Typed) -> None:
    file = str(published.file(UP))
    said = typed(*asked(published, "--corrections", file))
    assert f"Measured against the publication of {published.first.name}. The scheme says hold_harmless: true." in said
    assert "Others, people who move: 1\n" in said
    record = json.loads(typed(*asked(published, "--corrections", file, "--json")))
    assert record["groups"]["named"]["settings"][0]["group_count"] == 2
    assert record["due"] == [
        {"supplement": "3960.00", "recovery": "-1200.00"},
        {"supplement": "3960.00", "recovery": "0.00"},
    ]


def test_the_store_and_the_ledger_stay_as_they_are(published, typed: Typed) -> None:
    before = contents(published.store.root)
    typed(*asked(published, *SETTINGS))
    typed(*asked(published, "--corrections", str(published.file(UP))))
    typed(*asked(published, "--set", "ratings:T09/x=1"), status=2)
    assert contents(published.store.root) == before


def test_no_ledger_is_made_where_there_is_none(typed: Typed, tmp_path: Path) -> None:
    district = District(tmp_path / "district")
    said = typed(*asked(district, "--corrections", str(district.file(UP))))
    assert "Nothing is published in this cycle" in said
    assert sorted(path.name for path in district.store.root.iterdir()) == ["runs", "staging"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_workbook_carries_the_mark_on_every_sheet_and_in_its_name(
    published, typed: Typed, tmp_path: Path, lang
) -> None:
    os.umask(0)
    said = typed(*asked(published, *SETTINGS, "--out", str(tmp_path / "moves.xlsx"), "--lang", lang))
    file = tmp_path / "moves.what-if.xlsx"
    assert [path.name for path in tmp_path.glob("moves*")] == [file.name]
    assert str(file) in said
    assert file.stat().st_mode & 0o777 == 0o600
    mark = {"en": "SCENARIO – no result", "zh": "情景测算——非考核结果"}[lang]
    book = load_workbook(file)
    assert len(book.sheetnames) == 3
    for sheet in book.worksheets:
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert sheet.title.startswith({"en": "Scenario", "zh": "测算"}[lang])
        assert cells[0].startswith(mark)
        assert any({"en": "cannot be published", "zh": "不得发布"}[lang] in cell for cell in cells[:2])
    assert typed(*asked(published, *SETTINGS, "--out", str(tmp_path / "moves.xlsx")), status=2)


def test_a_page_carries_the_mark(published, typed: Typed, tmp_path: Path) -> None:
    typed(*asked(published, "--corrections", str(published.file(UP)), "--out", str(tmp_path / "what-if-A1.html")))
    page = (tmp_path / "what-if-A1.html").read_text("utf-8")
    assert page.count("SCENARIO – no result") >= 4, "in the page's title and on each of three sheets"
    assert page.count("cannot be published") >= 3
    assert "甲" not in page


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--set", "ratings:T03/discipline=1", "--corrections", "c.csv"),
        ("--set", "ratings:T03/discipline=1", "--out", "x.csv"),
    ],
)
def test_what_makes_no_sense_together_is_refused(published, typed: Typed, words) -> None:
    typed(*asked(published, *words), status=2)


def test_two_schemes_are_compared(typed: Typed, published, tmp_path: Path) -> None:
    for name, mode, linkage in (("a", "direct", DIRECT), ("b", "indirect", INDIRECT)):
        text = SCHEME.format(mode=mode, linkage=linkage, hold_harmless="false").replace("small", name, 1)
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    shutil.copytree(published.folder / "inputs", tmp_path / "in")
    schemes = [str(tmp_path / f"{name}.yaml") for name in "ab"]
    words = ("compare-schemes", *schemes, "--inputs", str(tmp_path / "in"), "--cycle", "2018")
    before = contents(tmp_path)
    said = typed(*words)
    assert said.startswith("SCENARIO – no result: two schemes compared, 2018")
    assert "A: a" in said
    assert json.loads(typed(*words, "--json"))["sides"] == ["a", "b"]
    assert contents(tmp_path) == before
    refused = typed("compare-schemes", schemes[0], "dinghai-2017", *words[3:], "--lang", "zh", status=2)
    assert "输入表不能用于方案 dinghai-2017" in refused
    assert "（按方案 dinghai-2017）" in refused
    typed(*words, "--inputs", "x", "--inputs", "y", status=2)

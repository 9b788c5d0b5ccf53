"""The comparison as text, as a record and as a workbook."""

from __future__ import annotations

import json
from decimal import Decimal

import openpyxl
import pytest

from contracts.problem import Refused
from pay_linkage.diff import Diff, as_record, diff, diff_workbook, told
from pay_linkage.runs import Store
from tests.corrections.small_district import District

LINES = (
    ("component_scores", "T04|work", "change", "score", "84", "88", "", "A-1"),
    ("people", "P1", "change", "base_pay", "12000", "13579", "", "A-2"),
    ("people", "P2", "change", "person_name", "乙", "乙乙", "", "A-3"),
    ("people", "P3", "change", "id_type", "", "passport", "", "A-4"),
    ("people", "P3", "change", "id_number", "", "E12345678", "", "A-4"),
)


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> Diff:
    district = District(tmp_path_factory.mktemp("district"))
    rerun = district.rerun(district.first, *LINES, published=district.first)
    return diff(district.store, district.first.manifest.run_id, rerun.manifest.run_id)


def test_money_adds_up(found) -> None:
    money = {measure: (people, amount) for measure, people, amount in found.money.iter_rows()}
    assert money["supplement"][1] + money["recovery"][1] == money["total_after"][1] - money["total_before"][1]
    assert found.people["difference"].sum() == money["supplement"][1] + money["recovery"][1]
    assert money["held_after"] == (1, Decimal("1200.00"))
    assert money["held_before"] == (0, Decimal("0.00"))


def test_the_terminal_shows_moves_causes_and_money_and_no_name(found) -> None:
    zh, en = ("\n".join(told(found, lang)) for lang in ("zh", "en"))
    assert "T04: 得分 85.5800 → 89.5600, 名次 4 → 2, 等次 C → B – 本单位项目得分更正（申诉 A-1）" in zh
    assert "P1: amount 17280.00 → 19553.76 – own appeal A-2" in en
    assert "held after, beyond the pools: 1,200.00 (people: 1)" in en
    assert "保底补差（后，额度外）：1,200.00（1 人）" in zh
    assert not any(name in zh + en for name in ("甲", "乙"))


def test_grades_of_people_are_told_by_their_names(found) -> None:
    zh, en = ("\n".join(told(found, lang)) for lang in ("zh", "en"))
    assert "P6: 等次 poor → 称职, 金额 8640.00" in zh
    assert "P6: grade poor → competent, amount 8640.00" in en


def test_long_lists_are_cut_short(found, monkeypatch) -> None:
    monkeypatch.setattr("pay_linkage.diff.terminal.MOST_SHOWN", 1)
    assert "  … and 3 more: see --out or --json" in told(found, "en")
    assert "  ……另有 2 项，见 --out 或 --json" in told(found, "zh")


def test_the_record_is_plain_exact_and_without_personal_values(found) -> None:
    text = json.dumps(as_record(found), ensure_ascii=False)
    record = json.loads(text)
    assert {row["person_id"]: row["difference"] for row in record["people"]} == {
        "P1": "2273.76",
        "P5": "0.00",
        "P6": "3360.00",
        "P7": "600.00",
    }
    assert [row["measure"] for row in record["money"]][:2] == ["total_before", "total_after"]
    values = {row["column"]: (row["old_value"], row["new_value"]) for row in record["corrections"]}
    withheld = dict.fromkeys(("base_pay", "person_name", "id_number"), ("***", "***"))
    assert values == {"score": ("84", "88"), "id_type": (None, "passport"), **withheld}
    assert not any(value in text for value in ("13579", "甲", "乙", "E12345678"))


def test_the_workbook_holds_all_of_it(found, tmp_path) -> None:
    path = tmp_path / "moves.xlsx"
    diff_workbook(found, path)
    assert path.stat().st_mode & 0o777 == 0o600
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["单位 Units", "人员 People", "金额 Money", "更正 Corrections"]
    units, people, money, corrections = workbook.worksheets
    assert [row[0] for row in units.iter_rows(min_row=2, values_only=True)] == found.units["unit_id"].to_list()
    assert [row[:2] for row in people.iter_rows(min_row=2, max_row=5, values_only=True)] == [
        ("P1", "甲"),
        ("P5", "戊"),
        ("P6", "己"),
        ("P7", "庚"),
    ]
    shown = {row[0]: row[1:3] for row in money.iter_rows(min_row=2, values_only=True)}
    assert shown["保底补差（后，额度外） held after, beyond the pools"] == (1, 1200)
    assert [row[1:5:2] for row in corrections.iter_rows(min_row=2, max_row=3, values_only=True)] == [
        ("项目得分 component_scores", "更正 change"),
        ("人员 people", "更正 change"),
    ]
    assert [row[5:7] for row in corrections.iter_rows(min_row=2, values_only=True)] == [
        ("84", "88"),
        ("12000", "13579"),
        ("乙", "乙乙"),
        (None, "passport"),
        (None, "E********78"),
    ]


def test_codes_stand_in_the_workbook_beside_their_names(found, tmp_path) -> None:
    diff_workbook(found, tmp_path / "moves.xlsx")
    units, people, _, corrections = openpyxl.load_workbook(tmp_path / "moves.xlsx").worksheets
    assert {row[2] for row in units.iter_rows(min_row=2, values_only=True)} == {"township"}, "it has no label"
    graded = {row[0]: row[3:5] for row in people.iter_rows(min_row=2, max_row=5, values_only=True)}
    assert graded["P6"] == ("poor", "称职 competent")
    assert [row[4] for row in corrections.iter_rows(min_row=2, values_only=True)] == [
        "得分 score",
        "绩效基数 base_pay",
        "姓名 person_name",
        "证件类型 id_type",
        "证件号码 id_number",
    ]


def test_sentences_run_on_in_their_cells_and_nothing_is_cut_by_its_neighbour(found, tmp_path) -> None:
    diff_workbook(found, tmp_path / "moves.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "moves.xlsx").worksheets[:3]:
        for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)):
            width = sheet.column_dimensions[cell.column_letter].width
            columns = sum(2 if ord(character) > 0x2E80 else 1 for character in cell.value)
            assert columns <= width or cell.alignment.wrap_text, (sheet.title, cell.coordinate)
            height = sheet.row_dimensions[cell.row].height or 15
            assert columns <= width * height / 15, (sheet.title, cell.coordinate)


def test_the_workbook_is_the_same_each_time_and_replaces_nothing(found, tmp_path) -> None:
    for name in ("one.xlsx", "other.xlsx"):
        diff_workbook(found, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()
    with pytest.raises(Refused) as refusal:
        diff_workbook(found, tmp_path / "one.xlsx")
    assert [problem.code for problem in refusal.value.problems] == ["output_taken"]


def test_a_run_compared_with_itself_has_nothing_to_show(found, tmp_path) -> None:
    run = found.runs.before
    same = diff(Store(run.path.parents[1]), run.manifest.run_id, run.manifest.run_id)
    assert (same.units.height, same.people.height, same.corrections.height) == (0, 0, 0)
    diff_workbook(same, tmp_path / "same.xlsx")
    people = openpyxl.load_workbook(tmp_path / "same.xlsx")["人员 People"]
    assert people.max_row == 1
    assert told(same, "en")[1:4] == ["units moved: 0", "people moved: 0", "money (yuan)"]

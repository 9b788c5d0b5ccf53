from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from intake_files import DISTRICT, csv_folder, one_table
from polars.testing import assert_frame_equal

from contracts.tables import INPUT_TABLES
from pay_linkage.intake import read_inputs
from pay_linkage.intake.headings import column_of, table_of
from pay_linkage.intake.two_languages import plain_heading

UNITS, PEOPLE, POOLS = INPUT_TABLES["units"], INPUT_TABLES["people"], INPUT_TABLES["pools"]


@pytest.mark.parametrize("table", INPUT_TABLES.values(), ids=INPUT_TABLES)
def test_no_heading_means_two_columns_of_a_table(table) -> None:
    plain = Counter(h for column in table.columns for h in {plain_heading(h) for h in column.headings})
    assert {h for h, times in plain.items() if times > 1} == set()


def test_no_name_means_two_tables() -> None:
    plain = Counter(
        n for t in INPUT_TABLES.values() for n in {plain_heading(n) for n in (t.name, t.zh, t.en, *t.synonyms)}
    )
    assert {n for n, times in plain.items() if times > 1} == set()


@pytest.mark.parametrize("table", INPUT_TABLES.values(), ids=INPUT_TABLES)
def test_every_heading_that_the_contracts_name_is_recognised(table) -> None:
    for column in table.columns:
        for heading in column.headings:
            assert column_of(heading, table) == column.name
            assert column_of(f" *{heading.upper()}（必填）", table) == column.name


@pytest.mark.parametrize(
    "heading",
    [
        "base_pay",
        "Base pay",
        "BASE PAY",
        "绩效基数",
        "绩效基数（元）",
        "绩效基数(元)",
        "*绩效基数",
        "ＢＡＳＥ　ＰＡＹ",
        " 绩效 基数 ",
        "绩效基数【元】",
        "绩效基数\n(元/年)",
        "绩效基数 / Base pay",
        "绩效基数\nbase_pay",
        "绩效基数（base_pay）",
        "\ufeff绩效基数",
        "绩效基数：元",
    ],
)
def test_what_does_not_change_a_headings_meaning_is_ignored(heading: str) -> None:
    assert column_of(heading, PEOPLE) == "base_pay"


@pytest.mark.parametrize(
    "heading",
    [
        "绩效基数（万元）",
        "绩效基数（元/月）",
        "绩效基数（分）",
        "绩效基数（美元）",
        "基数2",
        "绩效基数/得分",
        "得分（元）",
        "得分（%）",
        "",
    ],
)
def test_what_may_change_a_headings_meaning_makes_it_unknown(heading: str) -> None:
    assert column_of(heading, PEOPLE) is None


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("姓名_real_name", "person_name"),
        ("工号(staff no.)", "person_id"),
        ("工号（Staff No.）", "person_id"),
        ("员工工号_empNo", "person_id"),
        ("员工ID_staff id", "person_id"),
        ("NAME姓名", "person_name"),
        ("姓名Name", "person_name"),
        ("姓名 Full Name（必填）", "person_name"),
        ("工号\nJob Number", "person_id"),
        ("身份证号_id_card", "id_number"),
        ("绩效基数 base pay", "base_pay"),
        ("得分Score（分）", "score"),
        ("岗位角色_role", "role"),
    ],
)
def test_two_names_glued_together_are_one(heading: str, column: str) -> None:
    assert column_of(heading, PEOPLE) == column


@pytest.mark.parametrize(
    "heading",
    [
        "得分_old",
        "得分(raw)",
        "得分_full_marks",
        "得分2 score",
        "KPI得分",
        "绩效基数_k",
        "绩效基数(USD)",
        "base_pay_old",
        "工号姓名",
        "姓名_user_id",
        "工号_real_name",
        "ID number/Staff ID",
        "Name 拼音",
        "上年得分score",
    ],
)
def test_two_names_of_which_one_is_another_or_says_more_are_none(heading: str) -> None:
    assert column_of(heading, PEOPLE) is None


@pytest.mark.parametrize("heading", ["部门_dept", "部门Department", "单位 Unit", "单位/Unit", "Unit单位"])
def test_a_units_name_in_two_languages_stands_for_its_code_where_nothing_else_names_it(
    heading: str, tmp_path: Path
) -> None:
    assert column_of(heading, UNITS) == "unit_name"
    found, problems = one_table(tmp_path, "assignments", f"工号,{heading},开始日期\nP1,U1,2018-01-01\n")
    assert (found.frame["unit_id"].to_list(), problems) == (["U1"], [])


def test_the_same_heading_means_what_its_table_says() -> None:
    assert column_of("单位", UNITS) == "unit_name"
    assert column_of("单位", POOLS) is None


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("units", "units"),
        ("单位", "units"),
        ("Component Scores", "component_scores"),
        ("component_scores", "component_scores"),
        ("人员表", "people"),
        ("绩效总额", "pools"),
        ("people2", None),
        ("Sheet1", None),
    ],
)
def test_a_table_is_recognised_by_its_names(name: str, table: str | None) -> None:
    found = table_of(name)
    assert (found.name if found else None) == table


def test_columns_in_any_order_and_language_are_the_same_frame(tmp_path: Path) -> None:
    expected, _ = read_inputs(csv_folder(tmp_path / "plain", DISTRICT))
    shuffled = {}
    for name, (heading, *rows) in DISTRICT.items():
        columns = {c.name: c for c in INPUT_TABLES[name].columns}
        order = sorted(range(len(heading)), key=lambda i: heading[i][::-1])
        words = [columns[h].zh if i % 2 else columns[h].en for i, h in enumerate(heading)]
        shuffled[name] = [["无关"] + [words[i] for i in order], *[["x", *(row[i] for i in order)] for row in rows]]
    tables, problems = read_inputs(csv_folder(tmp_path / "shuffled", shuffled))
    assert problems == []
    for name, table in tables.items():
        assert_frame_equal(table.frame, expected[name].frame)


def test_a_missing_column_is_named_with_what_was_found_and_what_is_close(tmp_path: Path) -> None:
    text = "工号,姓名,角色,绩效基数（万元）,是否定等\nP1,甲,职工,3,是\n"
    found, problems = one_table(tmp_path, "people", text)
    assert found is not None
    assert found.frame["base_pay"].to_list() == [None]
    assert [(p.code, p.table, p.column, p.place.row) for p in problems] == [("column_missing", "people", "base_pay", 1)]
    assert "绩效基数（万元）" in problems[0].facts["close"]
    assert "工号" in problems[0].text("what", "zh")
    assert "绩效基数 (base_pay)" in problems[0].text("expected", "zh")


def test_every_missing_column_is_a_problem_of_its_own(tmp_path: Path) -> None:
    _, problems = one_table(tmp_path, "people", "person_id,person_name\nP1,甲\n")
    assert [p.column for p in problems] == ["role", "base_pay", "graded"]


def test_a_column_whose_cells_may_be_empty_must_be_there_and_an_optional_one_need_not(tmp_path: Path) -> None:
    _, problems = one_table(tmp_path, "component_scores", "unit_id,component\nU1,c\n")
    assert [(p.code, p.column) for p in problems] == [("column_missing", "score")]
    found, problems = one_table(tmp_path, "assignments", "person_id,unit_id,start_date\nP1,U1,2018-01-01\n")
    assert problems == []
    assert found is not None
    assert found.frame["end_date"].to_list() == [None]


@pytest.mark.parametrize(
    "headings",
    [
        "unit_id,单位编码,unit_name,category",
        "unit_id,unit_name,单位名称,category",
        "unit_id,unit_name,category,Category",
    ],
)
def test_a_column_that_occurs_twice_is_refused(tmp_path: Path, headings: str) -> None:
    _, problems = one_table(tmp_path, "units", f"{headings}\nU1,a,b,c\n")
    assert [(p.code, p.place.row) for p in problems] == [("column_twice", 1)]
    assert " | " in problems[0].facts["headings"]


def test_the_headers_own_words_are_shown_when_none_is_certain(tmp_path: Path) -> None:
    found, problems = one_table(tmp_path, "units", "单位编吗,单位明称,考核列别\nU1,甲,c\n")
    assert (found, [p.code for p in problems]) == (None, ["header_missing"])
    assert "单位编吗" in problems[0].text("what", "zh")

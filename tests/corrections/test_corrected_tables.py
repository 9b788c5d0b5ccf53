"""What a corrections file makes of a run's input tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import openpyxl
import polars as pl
import pytest

from contracts.input_table import ROW
from contracts.problem import Refused
from pay_linkage.corrections import corrected
from pay_linkage.corrections.stored import input_tables
from pay_linkage.corrections.template import corrections_template

from .small_district import HEADINGS, District


def cells(frame: pl.DataFrame, column: str, *keys: str) -> dict[object, object]:
    return {tuple(row[key] for key in keys): row[column] for row in frame.iter_rows(named=True)}


def test_one_cell_changes_and_everything_else_stays(district) -> None:
    before = input_tables(district.first)
    after = corrected(before, district.file(("component_scores", "T03|work", "change", "score", "86", "87.5")))
    scores = after.tables["component_scores"].frame
    assert scores.filter(pl.col("unit_id") == "T03")["score"].item() == Decimal("87.5")
    assert scores.filter(pl.col("unit_id") != "T03").equals(
        before["component_scores"].frame.filter(pl.col("unit_id") != "T03")
    )
    assert {name: table.frame for name, table in before.items() if after.tables[name] is not table}.keys() == {
        "component_scores"
    }
    assert before["component_scores"].frame.filter(pl.col("unit_id") == "T03")["score"].item() == Decimal(86)


SAME = {
    "zeros behind the point": ("component_scores", "T03|work", "change", "score", "86.0000", "87"),
    "full-width digits": ("component_scores", "T03|work", "change", "score", "８６", "87"),
    "names in Chinese": ("项目得分", "T03 | work", "更正", "得分", "86", "87"),
    "another Chinese word": ("项目得分", "T03|work", "修改", "分数", "86", "87"),
    "money with its sign": ("人员", "P1", "更正", "绩效基数", '"￥12,000.00"', "12000.5"),
    "a day with slashes": ("events", "E1", "change", "occurred_on", "2018/3/4", "2018年5月6日"),
    "a day in the key": ("assignments", "P1|2018.1.1", "change", "end_date", "", "20181231"),
    "a Chinese word for a choice": ("people", "P1", "change", "role", "职工", "负责人"),
    "an empty cell": ("events", "E1", "change", "points", "", "3"),
    "a cell that is emptied": ("events", "E1", "change", "points", "", ""),
    "a capital letter": ("People", "P1", "CHANGE", "Role", "Staff", "head"),
}


@pytest.mark.parametrize("name", SAME)
def test_values_and_names_are_compared_by_what_they_mean(district, name) -> None:
    assert corrected(input_tables(district.first), district.file(SAME[name])).lines.height == 1


def test_lines_are_kept_under_their_english_names(district) -> None:
    line = ("任职", "P1 | 2018/1/1", "更正", "结束日期", "", "2018/6/30", "调动", "A-1", "2019/1/5", "复核组")
    lines = corrected(input_tables(district.first), district.file(line)).lines
    kept = (
        "assignments",
        "P1|2018-01-01",
        "change",
        "end_date",
        None,
        "2018/6/30",
        "调动",
        "A-1",
        date(2019, 1, 5),
        "复核组",
    )
    assert lines.select(HEADINGS).row(0) == kept


def test_an_added_row_stands_behind_the_others(district) -> None:
    event = {"unit_id": "T02", "code": "praise", "occurred_on": "2018-05-06", "document": "9号"}
    lines = [("events", "E9", "add", column, "", value) for column, value in event.items()]
    after = corrected(input_tables(district.first), district.file(*lines)).tables["events"].frame
    assert after["event_id"].to_list() == ["E1", "E9"]
    assert after[ROW].to_list() == [2, 3]
    assert after.row(1, named=True) == {
        "event_id": "E9",
        "unit_id": "T02",
        "code": "praise",
        "occurred_on": date(2018, 5, 6),
        "document": "9号",
        "points": None,
        "note": None,
        ROW: 3,
    }


def test_an_added_row_takes_its_key_columns_from_the_key(district) -> None:
    line = ("assignments", "P1|2017/3/1", "add", "unit_id", "", "T02")
    end = ("assignments", "P1|2017-03-01", "add", "end_date", "", "2017-12-31")
    added = corrected(input_tables(district.first), district.file(line, end)).tables["assignments"].frame.row(-1)
    assert added[:4] == ("P1", "T02", date(2017, 3, 1), date(2017, 12, 31))


def test_a_table_that_was_not_given_can_be_added_to(district) -> None:
    after = corrected(input_tables(district.first), district.file(("pools", "all", "add", "amount", "", "100")))
    assert after.tables["pools"].frame.rows() == [("all", Decimal("100.00"), 1)]
    assert after.tables["pools"].origin.file == "corrections.csv"


def test_a_deleted_row_is_gone(district) -> None:
    after = corrected(input_tables(district.first), district.file(("events", "E1", "delete")))
    assert after.tables["events"].frame.is_empty()


def test_lines_about_one_row_and_many_tables_go_together(district) -> None:
    after = corrected(
        input_tables(district.first),
        district.file(
            ("people", "P1", "change", "score", "90", "91"),
            ("people", "P1", "change", "role", "staff", "head"),
            ("people", "P2", "change", "score", "80", ""),
            ("ratings", "T01|discipline", "change", "score", "95", "94"),
        ),
    )
    people = after.tables["people"].frame
    assert people.select("score", "role").rows()[:2] == [(Decimal(91), "head"), (None, "staff")]
    assert cells(after.tables["ratings"].frame, "score", "unit_id")["T01",] == Decimal(94)


def test_persons_and_units_that_lines_speak_of(district) -> None:
    touched = corrected(
        input_tables(district.first),
        district.file(
            ("people", "P1", "change", "score", "90", "91"),
            ("assignments", "P7|2018-07-01", "change", "unit_id", "T04", "T03"),
            ("events", "E1", "change", "unit_id", "T04", "T02"),
            ("contests", "race|1|T05", "delete"),
            ("pools", "all", "add", "amount", "", "100"),
        ),
    ).touched
    assert touched["person_id"].drop_nulls().to_list() == ["P1", "P7"]
    assert touched["unit_id"].drop_nulls().sort().to_list() == ["T02", "T04", "T05"]


def test_lines_without_any_effect_touch_nobody(district) -> None:
    nothing = ("people", "P1", "change", "score", "90", "90.0")
    assert corrected(input_tables(district.first), district.file(nothing)).touched.is_empty()
    effect = ("people", "P2", "change", "score", "80", "81")
    assert corrected(input_tables(district.first), district.file(nothing, effect)).touched.height == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_of_the_template_is_a_correction_that_changes_nothing(district, tmp_path, lang) -> None:
    path = tmp_path / "template.xlsx"
    corrections_template(district.first, path, lang)
    assert path.stat().st_mode & 0o777 == 0o600
    workbook = openpyxl.load_workbook(path)
    notes, corrections, *tables = workbook.worksheets
    assert [sheet.title for sheet in tables] == {
        "zh": ["单位", "项目得分", "部门评价", "加减分事项", "竞赛积分", "人员", "任职"],
        "en": ["units", "component_scores", "ratings", "events", "contests", "people", "assignments"],
    }[lang]
    assert district.first.manifest.run_id in notes["A1"].value
    assert {rule.type for rule in corrections.data_validations.dataValidation} == {"list", "date"}
    count = 0
    for sheet in tables:
        for row in sheet.iter_rows(min_row=2, values_only=True):
            corrections.append([*row, row[4], "复核"])
            count += 1
    roles = {row[4] for row in workbook[tables[5].title].iter_rows(values_only=True) if row[3] in ("岗位角色", "role")}
    assert roles == ({"职工"} if lang == "zh" else {"staff"})
    workbook.save(tmp_path / "filled.xlsx")
    before = input_tables(district.first)
    after = corrected(before, tmp_path / "filled.xlsx")
    assert (
        after.lines.height
        == count
        == sum(table.frame.height * (len(table.table.columns) - len(table.table.key)) for table in before.values())
    )
    assert all(after.tables[name].frame.equals(table.frame) for name, table in before.items())


def test_the_template_is_never_written_over_another_file(district, tmp_path) -> None:
    path = tmp_path / "filled.xlsx"
    path.write_text("an afternoon's work")
    with pytest.raises(Refused) as refusal:
        corrections_template(district.first, path, "zh")
    assert [problem.code for problem in refusal.value.problems] == ["output_taken"]
    assert path.read_text() == "an afternoon's work"


def test_an_untouched_template_is_refused_as_empty(district, tmp_path) -> None:
    corrections_template(district.first, tmp_path / "template.xlsx", "zh")
    with pytest.raises(Refused) as refusal:
        corrected(input_tables(district.first), tmp_path / "template.xlsx")
    assert [problem.code for problem in refusal.value.problems] == ["corrections_empty"]


def test_values_that_look_like_formulas_stay_text(tmp_path) -> None:
    from .small_district import TABLES  # noqa: PLC0415

    tables = {**TABLES, "units": TABLES["units"].replace("镇3", "=1+1")}
    district = District(tmp_path / "district", tables=tables)
    corrections_template(district.first, tmp_path / "template.xlsx", "en")
    cell = openpyxl.load_workbook(tmp_path / "template.xlsx")["units"]["E6"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


WORKBOOK_CELLS = {
    "numbers": (86, 87.5, "0.00", None),
    "a sum of tenths": (86, 0.1 + 0.2, "0.00", None),
    "a percentage": (86, 0.87, "0%", "number_is_percentage"),
    "an error": (86, "#REF!", "0.00", "formula_error"),
}


@pytest.mark.parametrize("name", WORKBOOK_CELLS)
def test_numbers_of_a_workbook_are_exact_or_refused(district, tmp_path, name) -> None:
    old, new, shown, code = WORKBOOK_CELLS[name]
    workbook = openpyxl.Workbook()
    workbook.active.append(HEADINGS)
    workbook.active.append(["component_scores", "T03|work", "change", "score", old, new, "复核"])
    workbook.active["F2"].number_format = shown
    workbook.save(tmp_path / "corrections.xlsx")
    if code is None:
        after = corrected(input_tables(district.first), tmp_path / "corrections.xlsx")
        assert cells(after.tables["component_scores"].frame, "score", "unit_id")["T03",] == Decimal(str(round(new, 4)))
        return
    with pytest.raises(Refused) as refusal:
        corrected(input_tables(district.first), tmp_path / "corrections.xlsx")
    assert [(p.code, p.place.sheet, p.place.cell) for p in refusal.value.problems] == [(code, "Sheet", "F2")]

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from openpyxl import load_workbook

from contracts.problem import Refused
from pay_linkage.admission import admitted
from pay_linkage.schemes import load_scheme
from tests.mappings.house import LOOKUP, PEOPLE, POSTS, SCORES, STAFF, UNITS, column, folder, house, mapped, told


def test_one_sheet_feeds_people_assignments_and_units(tmp_path: Path) -> None:
    found = mapped(house(tmp_path / "in"), PEOPLE + LOOKUP + POSTS + UNITS)
    assert told(found) == []
    assert column(found, "people", "person_id") == ["1001", "1002"]
    assert column(found, "people", "base_pay") == ["36000.00", "24000.50"]
    assert column(found, "people", "graded") == ["yes", "yes"]
    assert column(found, "people", "score") == ["4.0500", "1.7500"]
    assert column(found, "assignments", "start_date") == ["2020-01-01", "2021-03-01", "2022-03-01"]
    assert found.tables["units"].frame.rows() == [("F", "财务部", "department", 3), ("P", "人事部", "department", 5)]


def test_hashes_are_those_of_every_file_that_was_read_and_of_the_mapping(tmp_path: Path) -> None:
    inputs = house(tmp_path / "in")
    (inputs / "other.xlsx").write_bytes(b"not asked for")
    found = mapped(inputs, PEOPLE + LOOKUP)
    files = {name: (inputs / name).read_bytes() for name in ("scores.xlsx", "staff.xlsx")}
    files["mapping.yaml"] = (PEOPLE + LOOKUP).encode()
    assert found.hashes == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_a_wrong_cell_is_told_at_its_address_in_the_original_file(tmp_path: Path) -> None:
    staff = [list(row) for row in STAFF]
    staff[2][6], staff[3][4] = "三万", "03/04/2021"
    scores = [list(row) for row in SCORES]
    scores[5][2] = "2分"
    found = mapped(house(tmp_path / "in", staff=staff, scores=scores), PEOPLE + LOOKUP + POSTS)
    assert told(found) == [
        ("number_not_readable", "scores.xlsx", "C6"),
        ("number_not_readable", "staff.xlsx", "G3"),
        ("mapped_rows_differ", "staff.xlsx", "B4"),
        ("date_not_readable", "staff.xlsx", "E4"),
    ]


@pytest.mark.parametrize(
    ("scores", "problem"),
    [
        (SCORES[:-1], ("mapped_rows_differ", "staff.xlsx", "B4")),
        ([*SCORES, [1002, 4, 2]], ("mapped_rows_differ", "staff.xlsx", "B4")),
        ([*SCORES[:-1], [1002, 4, None]], ("mapped_rows_differ", "staff.xlsx", "B4")),
        ([*SCORES, [1009, 1, 3]], ("mapped_row_unmatched", "scores.xlsx", "A10")),
        ([*SCORES, [None, 1, 3]], ("mapped_row_unmatched", "scores.xlsx", "A10")),
    ],
)
def test_rows_that_are_missing_double_or_nobodys_are_not_combined_in_silence(tmp_path: Path, scores, problem) -> None:
    found = mapped(house(tmp_path / "in", scores=scores), PEOPLE + LOOKUP)
    assert told(found) == [problem]


def test_a_code_that_is_in_no_other_sheet_is_told_at_its_cell_where_its_value_is_needed(tmp_path: Path) -> None:
    pay = [["员工ID", "月薪"], [1001, 3000]]
    text = PEOPLE.replace(
        "base_pay: 年薪", "base_pay: {lookup: {file: pay.xlsx, heading: 月薪, match: {员工ID: 员工ID}}}"
    )
    found = mapped(house(tmp_path / "in", pay=pay), text)
    with pytest.raises(Refused) as refused:
        admitted(load_scheme("dinghai-2018-indirect"), 2018, found.tables, found.problems)
    empty = [p.place.cell for p in refused.value.problems if (p.code, p.column) == ("required_cell_empty", "base_pay")]
    assert empty == ["B4"]


def test_rows_of_nobody_may_be_ignored_and_quarters_chosen(tmp_path: Path) -> None:
    scores = [*SCORES, [1009, 4, 3]]
    lookup = LOOKUP.replace("rows: 4", "rows: 1, only: {季度: ['4']}, others: ignore")
    found = mapped(house(tmp_path / "in", scores=scores), PEOPLE + lookup)
    assert (told(found), column(found, "people", "score")) == ([], ["4.4100", "2.0000"])


def test_a_sum_is_exact_and_a_mean_is_rounded_half_up(tmp_path: Path) -> None:
    scores = [["员工ID", "绩效评分"], *([p, s] for p in (1001, 1002) for s in (0.1, 0.2, 0.305))]
    for combine, expected in (("sum", "0.6050"), ("mean, decimals: 2", "0.2000"), ("mean, decimals: 3", "0.2020")):
        lookup = LOOKUP.replace("combine: mean, rows: 4, decimals: 2", f"combine: {combine}, rows: 3")
        found = mapped(house(tmp_path / "in", scores=scores), PEOPLE + lookup)
        assert (told(found), set(column(found, "people", "score"))) == ([], {expected})


def test_a_word_without_translation_is_told_and_an_empty_cell_means_what_the_mapping_says(tmp_path: Path) -> None:
    staff = [list(row) for row in STAFF]
    staff[2][3], staff[3][3] = "市场部", None
    found = mapped(house(tmp_path / "in", staff=staff), "mapping: m\ntables:" + UNITS)
    assert told(found) == [("mapped_value_unknown", "staff.xlsx", "D3")]
    found = mapped(
        house(tmp_path / "in", staff=staff),
        "mapping: m\ntables:" + UNITS.replace("人事部: P}", "人事部: P, 市场部: M}, empty: Z"),
    )
    assert column(found, "units", "unit_id") == ["M", "Z", "P"]


def test_a_word_by_which_rows_are_chosen_has_to_stand_there(tmp_path: Path) -> None:
    found = mapped(house(tmp_path / "in"), PEOPLE.replace("[在职]", "[在职, 在岗]"))
    assert [p[0] for p in told(found)] == ["mapped_word_nowhere"]
    found = mapped(house(tmp_path / "in"), PEOPLE.replace("only: {状态: [在职]}", "leave_out: {状态: [离职]}"))
    assert (told(found), column(found, "people", "person_id")) == ([], ["1001", "1002"])


MATRIX = [
    ["单位", "考核得分", None, None],
    [None, "重点工作", "共性工作", "领导评价"],
    ["甲", 90, 80, 70],
    ["乙", 60, None, "x"],
]
SPREAD = """
mapping: matrix
tables:
  component_scores:
    header: 1-2
    columns: {unit_id: 单位}
    spread:
      into: component
      value: score
      headings: {考核得分 / 重点工作: key, 共性工作: common, 领导评价: leaders}
"""


def test_columns_side_by_side_become_rows_that_know_their_cells(tmp_path: Path) -> None:
    inputs = folder(tmp_path / "in", matrix=MATRIX)
    found = mapped(inputs, SPREAD)
    assert told(found) == [("number_not_readable", "matrix.xlsx", "D4")]
    table = found.tables["component_scores"]
    assert table.frame["component"].to_list() == ["key", "key", "common", "common", "leaders", "leaders"]
    assert column(found, "component_scores", "score") == ["90.0000", "60.0000", "80.0000", None, "70.0000", None]
    cells = [table.origin.place(row, "score").cell for row in table.frame["_row"]]
    assert cells == ["B3", "B4", "C3", "C4", "D3", "D4"]
    found = mapped(inputs, SPREAD + "      empty: leave_out\n")
    assert column(found, "component_scores", "score") == ["90.0000", "60.0000", "80.0000", "70.0000", None]


def test_several_files_are_one_table_and_every_row_knows_its_own(tmp_path: Path) -> None:
    more = [STAFF[1], [1, 2001, "赵六", "市场部", "2020-01-01", "在职", "x"]]
    constants = "role: {constant: staff}, graded: {constant: 是}"
    columns = f"columns: {{person_id: 员工ID, person_name: 姓名, base_pay: 年薪, {constants}}}"
    text = (
        f"mapping: m\ntables:\n  people:\n    - {{file: staff.xlsx, {columns}}}\n    - {{file: more.xlsx, {columns}}}\n"
    )
    found = mapped(house(tmp_path / "in", more=more), text)
    assert told(found) == [("number_not_readable", "more.xlsx", "G2")]
    people = found.tables["people"]
    assert people.frame["person_id"].to_list() == ["1001", "1002", "1003", "2001"]
    places = [people.origin.place(row, "person_id") for row in people.frame["_row"]]
    assert [(p.file, p.cell) for p in places][-2:] == [("staff.xlsx", "B5"), ("more.xlsx", "B2")]


def test_a_code_may_be_made_of_headings_or_of_the_rows_number(tmp_path: Path) -> None:
    inputs = house(tmp_path / "in")
    found = mapped(inputs, PEOPLE.replace("person_id: 员工ID", "person_id: {joined: [部门, 姓名], between: '-'}"))
    assert (told(found), column(found, "people", "person_id")) == ([], ["财务部-张三", "财务部-李四"])
    found = mapped(inputs, PEOPLE.replace("person_id: 员工ID", "person_id: {numbered: C}"))
    assert column(found, "people", "person_id") == ["C3", "C4"]


def test_hidden_rows_are_refused_unless_the_mapping_says_that_they_count(tmp_path: Path) -> None:
    inputs = house(tmp_path / "in")
    book = load_workbook(inputs / "staff.xlsx")
    book.active.row_dimensions[4].hidden = True
    book.save(inputs / "staff.xlsx")
    assert [p[0] for p in told(mapped(inputs, PEOPLE))] == ["rows_hidden"]
    found = mapped(inputs, PEOPLE.replace("    file: staff.xlsx\n", "    file: staff.xlsx\n    hidden_rows: read\n"))
    assert (told(found), column(found, "people", "person_id")) == ([], ["1001", "1002"])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("staff.xlsx", "stuff.xlsx", "mapped_file_missing"),
        ("file: staff.xlsx", "file: staff.xlsx\n    sheet: 名册", "mapped_sheet_missing"),
        ("姓名", "名字", "mapped_heading_missing"),
        ("file: staff.xlsx", "file: staff.xlsx\n    header: 1", "mapped_heading_missing"),
        ("file: staff.xlsx", "file: staff.xlsx\n    header: 40", "mapped_header_missing"),
        ("staff.xlsx", "../in/staff.xlsx", "mapped_file_missing"),
    ],
)
def test_a_file_sheet_or_heading_that_is_not_there_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    found = mapped(house(tmp_path / "in"), PEOPLE.replace(old, new))
    assert {p[0] for p in told(found)} == {code}
    assert found.tables == {}


def test_a_csv_file_is_mapped_too_with_money_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "pay.csv").write_text('No,Name,Pay\n1,Ann,"101,442.00"\n2,Bob,"94,122.00"\nTotal,,"195,564.00"\n')
    text = PEOPLE.replace("    file: staff.xlsx\n    only: {状态: [在职]}\n", "")
    for old, new in (
        ("员工ID", "{numbered: C}"),
        ("姓名", "Name"),
        ("年薪", "Pay"),
        ("heading: 状态, values: {在职: 是, 离职: 否}", "constant: 是"),
    ):
        text = text.replace(old, new)
    found = mapped(tmp_path / "pay.csv", text)
    assert (told(found), column(found, "people", "base_pay")) == ([], ["101442.00", "94122.00"])
    assert column(found, "people", "person_id") == ["C2", "C3"]


def test_a_table_of_constants_needs_a_heading_to_tell_its_rows(tmp_path: Path) -> None:
    constants = "columns: {unit_id: {constant: U}, unit_name: {constant: U}, category: {constant: department}}"
    units = "mapping: m\ntables:\n  units: {file: staff.xlsx, once: true, %s" + constants + "}"
    assert told(mapped(house(tmp_path / "in"), units % "")) == [("mapped_without_heading", "staff.xlsx", None)]
    found = mapped(house(tmp_path / "in"), units % "filled: [员工ID], ")
    assert (told(found), column(found, "units", "unit_id")) == ([], ["U"])

"""A house's own workbook gives headings, sheet and the rows above; they are taken over to the last blank."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from due_rows import SUBJECT, file_of, sheet_of
from openpyxl import Workbook

from contracts.problem import LANGUAGES, Refused
from pay_linkage.layouts import Form, load_layout, templated
from tests.hostile.families import FAMILIES
from tests.hostile.measured import MOST_MEGABYTES, Watch
from tests.unconfined import reading_unconfined

LINES = [
    ["2018 年度工资数据", None, None, None, "单位：元"],
    ["序号", " 人员编码 ", "*姓名", "部门", "基本工资", "年终绩效\n（元）", "备注"],
    [1, "0001", "示例", "示例", 1, 2, "示例"],
]


def template(folder: Path, lines: Sequence[Sequence[object]], title: str = "工资表（2018）") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    path = folder / "template.xlsx"
    book.save(path)
    return path


def form(path: Path, **parameters: str) -> Form:
    layout = load_layout("wage-sheet")
    with reading_unconfined():
        return templated(layout, SUBJECT, {"item": "{pay_item_name_zh}", **parameters}, path)


def refused(path: Path, layout: str = "wage-sheet", **parameters: str) -> list[str]:
    with pytest.raises(Refused) as refusal, reading_unconfined():
        templated(load_layout(layout), SUBJECT, {"item": "{pay_item_name_zh}", **parameters}, path)
    for problem in refusal.value.problems:
        assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES)
    return [problem.code for problem in refusal.value.problems]


def test_headings_are_copied_verbatim_and_filled_where_they_are_known(tmp_path: Path) -> None:
    taken = form(template(tmp_path, LINES), item="年终绩效\n（元）")
    sheet = sheet_of(file_of("wage-sheet", form=taken))
    assert sheet.title == "工资表（2018）"
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0] == ["2018 年度工资数据", None, None, None, "单位：元", None, None]
    assert found[1] == LINES[1]
    assert found[2] == [None, "0002", "李,四", None, None, 100.1, None]
    assert len(found) == 6


def test_blanks_stars_and_width_do_not_keep_a_heading_from_being_known(tmp_path: Path) -> None:
    lines = [["＊人员 编码", "姓　名", "年终绩效"]]
    assert form(template(tmp_path, lines)).columns == (0, 1, 2)
    assert form(template(tmp_path, [["工号", "员工姓名", "年终绩效"]])).columns == (0, 1, 2)


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ([["工号", "姓名"]], ["export_template_column_missing"]),
        ([["姓名", "年终绩效"]], ["export_template_column_missing"]),
        ([["工号", "职员代码", "姓名", "年终绩效"]], ["export_template_column_twice"]),
        ([["x", "y"]], ["export_template_without_headings"]),
        ([], ["export_template_without_headings"]),
    ],
)
def test_a_template_that_does_not_fit_is_refused(lines: list[list[str]], codes: list[str], tmp_path: Path) -> None:
    assert refused(template(tmp_path, lines)) == codes


def test_only_layouts_that_take_a_template_are_given_one(tmp_path: Path) -> None:
    assert refused(template(tmp_path, LINES), "tax-client-annual-bonus") == ["export_template_not_taken"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, b"a,b\n"])
def test_what_is_no_workbook_is_no_template(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(data)
    assert refused(path) == ["workbook_not_readable"]
    assert refused(tmp_path / "none.xlsx") == ["file_missing"]


def test_a_cell_at_the_end_of_the_sheet_does_not_take_the_memory(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["工号", "姓名", "年终绩效"])
    sheet["XFD1048576"] = 1
    path = tmp_path / "template.xlsx"
    book.save(path)
    assert refused(path) == ["sheet_too_large"]


@pytest.mark.parametrize("name", ["a billion laughs in the styles", "a sheet of 400 MB that says it has 2 KB"])
def test_a_hostile_template_is_read_in_a_process_of_bounded_memory(name: str, tmp_path: Path) -> None:
    family = next(family for family in FAMILIES if family.name == name)
    path = family.make(tmp_path)
    with Watch() as watch, pytest.raises(Refused) as refusal:
        templated(load_layout("wage-sheet"), SUBJECT, {"item": "x"}, path)
    assert {problem.code for problem in refusal.value.problems} & set(family.outcome)
    assert 0 < watch.peak < MOST_MEGABYTES

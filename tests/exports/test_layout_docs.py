"""What docs/layouts.md tells a new user holds, in both languages: its example works, and no key or name is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from due_rows import SUBJECT, file_of, rows, sheet_of

from contracts.problem import Refused
from pay_linkage.layouts import load_layout, templated
from pay_linkage.layouts.column import Column
from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.names import SOURCES
from pay_linkage.layouts.parameter import Parameter
from tests.exports.test_template import template

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("layouts.md", "layouts.zh-CN.md")
HOUSE = [
    ["某某集团 2018 年 12 月工资变动数据"],
    ["注意：请勿修改列名；* 为必填"],
    ["序 号", "职 员 代 码*", "职员姓名 ", "证件号", "所属部门（末级）", "年终绩效（税前）", "扣回", "备 注"],
    [1, "0001", "示例", "示例", "示例", 1, 2, "示例"],
]


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_the_example_fills_a_house_template_with_odd_headings(name: str, tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", page(name), re.DOTALL)
    path = tmp_path / "our-wages.yaml"
    path.write_text(example, encoding="utf-8")
    form = templated(load_layout(str(path)), SUBJECT, {}, template(tmp_path, HOUSE))
    sheet = sheet_of(file_of(str(path), due=rows({"0002": "100.10"}), form=form))
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert found == [HOUSE[2], [1, "0002", "李,四", None, "环南", 100.1, None, "2018 年终绩效"]]


@pytest.mark.parametrize("name", PAGES)
def test_every_key_and_every_name_is_told(name: str) -> None:
    without_examples = re.sub(r"```.*?```", "", page(name), flags=re.DOTALL)
    told = re.findall(r"`([^`]+)`", without_examples)
    words = {word for text in told for word in re.findall(r"\w+", text)}
    keys = {field.alias or key for model in (Layout, Column, Parameter) for key, field in model.model_fields.items()}
    assert keys | set(SOURCES) <= words


def test_only_the_wage_items_heading_must_be_given_for_the_built_in_wage_sheet(tmp_path: Path) -> None:
    path = template(tmp_path, HOUSE)
    with pytest.raises(Refused):
        templated(load_layout("wage-sheet"), SUBJECT, {"item": "年终绩效"}, path)
    form = templated(load_layout("wage-sheet"), SUBJECT, {"item": "年终绩效（税前）"}, path)
    assert form.columns == (None, 0, 1, None, None, 2, None, None)

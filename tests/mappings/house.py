"""A small house: its people with their departments in one sheet, quarterly scores in another, and a mapping of both."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from pay_linkage.mappings import Mapped, mapped_inputs

Rows = Sequence[Sequence[object]]
STAFF: Rows = [
    ["2024年员工名册"],
    ["序号", "员工ID", "姓名", "部门", "入职日期", "状态", "年薪"],
    [1, 1001, "张三", "财务部", "2020-01-01", "在职", 36000],
    [2, 1002, "李四", "财务部", "2021-03-01", "在职", 24000.5],
    [3, 1003, "王五", "人事部", "2022-03-01", "离职", 24000],
    [None, "合计", None, None, None, None, 84000.5],
]
SCORES: Rows = [
    ["员工ID", "季度", "绩效评分"],
    *(
        [person, quarter, score]
        for person, scores in ((1001, (3.53, 3.57, 4.67, 4.41)), (1002, (1, 2, 2, 2)))
        for quarter, score in enumerate(scores, 1)
    ),
]
PEOPLE = """
mapping: staff
tables:
  people:
    file: staff.xlsx
    only: {状态: [在职]}
    columns:
      person_id: 员工ID
      person_name: 姓名
      role: {constant: staff}
      base_pay: 年薪
      graded: {heading: 状态, values: {在职: 是, 离职: 否}}
"""
LOOKUP = """
      score:
        lookup: {file: scores.xlsx, heading: 绩效评分, match: {员工ID: 员工ID}, combine: mean, rows: 4, decimals: 2}
"""
POSTS = """
  assignments:
    file: staff.xlsx
    columns: {person_id: 员工ID, unit_id: 部门, start_date: 入职日期}
"""
UNITS = """
  units:
    file: staff.xlsx
    once: true
    columns:
      unit_id: {heading: 部门, values: {财务部: F, 人事部: P}}
      unit_name: 部门
      category: {constant: department}
"""


def folder(path: Path, **sheets: Rows) -> Path:
    """A folder of workbooks with a sheet each."""
    path.mkdir(exist_ok=True)
    for name, rows in sheets.items():
        book = Workbook()
        for row in rows:
            book.active.append(list(row))
        book.save(path / f"{name}.xlsx")
    return path


def house(path: Path, **sheets: Rows) -> Path:
    return folder(path, **{"staff": STAFF, "scores": SCORES, **sheets})


def mapped(inputs: Path, text: str) -> Mapped:
    return mapped_inputs(inputs, text.encode(), "mapping.yaml")


def told(found: Mapped) -> list[tuple[str, str | None, str | None]]:
    """Code, sheet and cell (or row) of each problem, after seeing that it can be told in both languages."""
    for problem in found.problems:
        assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in ("en", "zh"))
    return [(p.code, p.place.file, p.place.cell or (str(p.place.row) if p.place.row else None)) for p in found.problems]


def column(found: Mapped, table: str, name: str) -> list[object]:
    values = found.tables[table].frame[name].to_list()
    return [str(value) if hasattr(value, "as_tuple") or hasattr(value, "isoformat") else value for value in values]


__all__ = ["Map", "column", "folder", "house", "mapped", "told"]

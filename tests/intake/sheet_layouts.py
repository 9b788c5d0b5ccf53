"""Sheets as personnel offices lay them out, each with what has to be read from it, or why it has to be refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from contracts.input_table import ROW

SIGNED = [["制表：", "赵六", "审核：", "钱七"], ["单位负责人（签字）：", None, None, "（公章）"]]
HEAD = ["工号", "姓名", "岗位角色", "绩效基数", "是否定等"]
P1 = ["P1", "张三", "负责人", 36000, "是"]
P2 = ["P2", "李四", "职工", 24000.5, "是"]
P3 = ["P3", "王五", "职工", 24000, "是"]
PEOPLE = [P1, P2, P3]
IDS = ["P1", "P2", "P3"]
POSTS = ["部门", "工号", "入职日期"]


@dataclass(frozen=True)
class Layout:
    """A sheet: its rows, merged cells, hidden rows (from 1); the columns to be read, and problems (code, row)."""

    table: str
    rows: Sequence[Sequence[object]]
    read: Mapping[str, Sequence[object]] = field(default_factory=dict)
    refused: Sequence[tuple[str, int | None]] = ()
    merges: Sequence[str] = ()
    hidden: Sequence[int] = ()


def written(path: Path, layout: Layout, title: str = "Sheet1") -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in layout.rows:
        sheet.append(list(row))
    for cells in layout.merges:
        sheet.merge_cells(cells)
    for row in layout.hidden:
        sheet.row_dimensions[row].hidden = True
    book.save(path)
    return path


def shifted(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """The rows with a number in front of each, the first row's being its heading."""
    return [["序号", *rows[0]], *([at, *row] for at, row in enumerate(rows[1:], 1))]


READ = {
    "title and caption above, note and signatures below": Layout(
        "people",
        [
            ["2018年度考核人员花名册"],
            ["填报单位：环南街道", None, None, "单位：元", "2018年12月"],
            HEAD,
            *PEOPLE,
            ["注：绩效基数为税前金额。"],
            ["制表人：赵六", None, "审核人：钱七", None, "日期：2018-12-31"],
        ],
        {"person_id": IDS},
        merges=["A1:E1", "A7:E7"],
    ),
    "empty rows and an empty column before the table": Layout(
        "people", [[], [], [None, *HEAD], [], [None, *P1], [], [], [None, *P2]], {"person_id": ["P1", "P2"]}
    ),
    "a column of row numbers, and numbers below without a record": Layout(
        "people", [*shifted([HEAD, *PEOPLE]), [4], [5], [6, None, None, None, 0]], {"person_id": IDS}
    ),
    "a total below": Layout("people", [HEAD, *PEOPLE, ["合计", None, None, 84000.5]], {"person_id": IDS}),
    "a total with blanks inside the word, in the column of row numbers": Layout(
        "people", [*shifted([HEAD, *PEOPLE]), ["合    计", None, None, None, 84000.5]], {"person_id": IDS}
    ),
    "a total in the column of names, and a count": Layout(
        "people", [HEAD, *PEOPLE, [None, "总计：3人", None, 84000.5], ["合计", "3人"]], {"person_id": IDS}
    ),
    "a total whose formula was never computed": Layout(
        "people", [HEAD, *PEOPLE, ["合计", None, None, "=SUM(D2:D4)"]], {"person_id": IDS}
    ),
    "subtotals in between, blank lines between the groups": Layout(
        "people",
        [
            HEAD,
            P1,
            ["小计", None, None, 36000],
            [],
            P2,
            P3,
            ["人事部小计", None, None, 48000.5],
            [],
            ["总计", None, None, 1],
        ],
        {"person_id": IDS, "_row": [2, 5, 6]},
    ),
    "captions of groups over the whole width": Layout(
        "people",
        [HEAD, ["一、机关部门"], P1, ["二、下属单位（2人）"], P2, P3],
        {"person_id": IDS},
        merges=["A2:E2", "A4:E4"],
    ),
    "captions of groups in the column of row numbers": Layout(
        "people", [["序号", *HEAD], ["一、机关"], [1, *P1], ["二、下属"], [2, *P2]], {"person_id": ["P1", "P2"]}
    ),
    "a department merged down the rows": Layout(
        "assignments",
        [POSTS, ["财务部", "P1", "2018-01-01"], [None, "P2", "2018-02-01"], ["人事部", "P3", "2018-03-01"]],
        {"unit_id": ["财务部", "财务部", "人事部"], "person_id": IDS},
        merges=["A2:A3"],
    ),
    "a department merged down to its subtotal": Layout(
        "assignments",
        [POSTS, ["财务部", "P1", "2018-01-01"], [None, "P2", "2018-02-01"], [None, "小计", "2人"]],
        {"unit_id": ["财务部", "财务部"], "person_id": ["P1", "P2"]},
        merges=["A2:A4"],
    ),
    "a person merged over two posts": Layout(
        "assignments",
        [
            ["工号", "部门", "入职日期", "离岗日期"],
            ["P1", "甲", "2018-01-01", "2018-05-31"],
            [None, "乙", "2018-06-01"],
        ],
        {"person_id": ["P1", "P1"], "unit_id": ["甲", "乙"]},
        merges=["A2:A3"],
    ),
    "every record merged over two rows": Layout(
        "units",
        [["单位编码", "单位名称", "考核类别"], ["U1", "甲", "c"], [], ["U2", "乙", "c"], []],
        {"unit_id": ["U1", "U2"]},
        merges=[f"{c}{r}:{c}{r + 1}" for c in "ABC" for r in (2, 4)],
    ),
    "two rows of headings, groups above": Layout(
        "people",
        [["序号", "基本信息", None, None, "考核情况", None], [None, *HEAD], [1, *P1], [2, *P2]],
        {"person_id": ["P1", "P2"], "base_pay": ["36000.00", "24000.50"]},
        merges=["A1:A2", "B1:D1", "E1:F1"],
    ),
    "two rows of headings, single ones merged down": Layout(
        "people",
        [["工号", "姓名", "考核信息", None, None], [None, None, *HEAD[2:]], P1, P2],
        {"person_id": ["P1", "P2"], "role": ["head", "staff"]},
        merges=["A1:A2", "B1:B2", "C1:E1"],
    ),
    "three rows of headings": Layout(
        "people",
        [
            ["工号", "姓名", "考核情况"],
            [None, None, "岗位", None, "是否定等"],
            [None, None, "岗位角色", "绩效基数"],
            P1,
            P2,
        ],
        {"person_id": ["P1", "P2"], "base_pay": ["36000.00", "24000.50"], "graded": ["yes", "yes"]},
        merges=["A1:A3", "B1:B3", "C1:E1", "C2:D2", "E2:E3"],
    ),
    "two rows of headings without merged cells": Layout(
        "people",
        [["工号", "姓名", "考核情况", None, None], [None, None, *HEAD[2:]], P1, P2],
        {"person_id": ["P1", "P2"], "role": ["head", "staff"]},
    ),
    "Chinese headings with English ones below": Layout(
        "units",
        [["单位编码", "单位名称", "考核类别"], ["Unit ID", "Unit name", "Category"], ["U1", "甲", "c"]],
        {"unit_id": ["U1"]},
    ),
    "units of measurement below the headings": Layout(
        "pools",
        [["额度范围", "金额"], [None, "（元）"], ["all", 100]],
        {"scope_id": ["all"], "amount": ["100.00"]},
        merges=["A1:A2"],
    ),
    "the header repeated on every page": Layout("people", [HEAD, P1, P2, HEAD, P3], {"person_id": IDS}),
    "a slip for each person": Layout("people", [HEAD, P1, [], HEAD, P2, [], HEAD, P3], {"person_id": IDS}),
    "a title narrower than the table": Layout(
        "people", [["人员名册"], HEAD, *PEOPLE], {"person_id": IDS}, merges=["A1:C1"]
    ),
    "averages and extremes below": Layout(
        "ratings",
        [["单位编码", "评分部门", "得分"], ["U1", "纪委", 90], ["平均分", None, 90], [None, "最高分", 90]],
        {"unit_id": ["U1"]},
    ),
    "a hidden total and hidden blank rows": Layout(
        "people", [HEAD, *PEOPLE, [], ["合计", None, None, 1]], {"person_id": IDS}, hidden=[5, 6]
    ),
    "signatures in cells of their own": Layout(
        "people",
        [HEAD, *PEOPLE, *SIGNED],
        {"person_id": IDS},
    ),
    "numbered notes below": Layout(
        "people", [HEAD, *PEOPLE, ["填表说明：1、本表一式两份。"], ["2、绩效基数按年填写；"]], {"person_id": IDS}
    ),
    "further columns, one of them without heading": Layout(
        "people", [["性别", *HEAD, None, "备注"], ["女", *P1, "x", "y"], ["男", *P2]], {"person_id": ["P1", "P2"]}
    ),
    "headings with blanks, line ends and units": Layout(
        "people",
        [["工 号", "姓　名", "岗位\n角色", "绩效基数\n（元）", "*是否定等"], P1],
        {"person_id": ["P1"], "base_pay": ["36000.00"]},
    ),
    "a unit by its name where there is no code": Layout(
        "component_scores",
        [["所在部门", "考核项目", "得分"], ["财务部", "common", 90]],
        {"unit_id": ["财务部"], "score": ["90.0000"]},
    ),
    "a unit by code and by name": Layout(
        "component_scores",
        [["单位编码", "单位名称", "考核项目", "得分"], ["U1", "财务部", "common", 90]],
        {"unit_id": ["U1"]},
    ),
    "a person whose name holds the words of totals and signatures": Layout(
        "people",
        [HEAD, ["P1", "制单", "职工", 1, "是"], ["P2", "合计", "职工", 2, "是"], ["P3", "章审核", "职工", 3, "是"]],
        {"person_id": IDS, "person_name": ["制单", "合计", "章审核"]},
    ),
    "departments as captions in a column that is not read, a count in the column of names": Layout(
        "people",
        [
            ["部门", *HEAD],
            ["财务部（2人）"],
            [None, *P1],
            [None, *P2],
            ["人事部（1人）"],
            [None, *P3],
            [None, None, "合计3人", None, 84000.5],
        ],
        {"person_id": IDS, ROW: [3, 4, 6]},
    ),
    "sums carried from page to page": Layout(
        "people",
        [
            HEAD,
            P1,
            ["本页小计", None, None, 36000],
            HEAD,
            ["承前页", None, None, 36000],
            P2,
            P3,
            ["过次页", None, None, 9],
        ],
        {"person_id": IDS, ROW: [2, 6, 7]},
    ),
    "an export of a personnel system: caption with its unit, groups, text for numbers, subtotals, signatures": Layout(
        "people",
        [
            ["某局2018年度绩效考核人员情况表"],
            ["填报单位：某某局", None, None, None, "金额单位：元", "制表日期：2018-12-31"],
            ["序号", "人员基本信息", None, None, "考核信息", None, None],
            [None, "职员代码", "职员姓名", "岗位类别", "绩效基数", "是否参加考核", "考核得分"],
            [1, "'0000101", "张三 ", "普通员工", "36,000.00", "是", "95.5 "],
            [2, "0000102", "李四", "职工", " 24,000.50", "yes", " 88"],
            [None, "小计", None, None, "60,000.50", None, None],
            [3, "0000103", "王五", "职工", "２４０００", "否", "60"],
            [None, "合计", None, None, "84,000.50", None, None],
            ["制表人：赵六", None, None, "审核人：钱七", None, None, None],
        ],
        {
            "person_id": ["0000101", "0000102", "0000103"],
            "base_pay": ["36000.00", "24000.50", "24000.00"],
            "graded": ["yes", "yes", "no"],
            "score": ["95.5000", "88.0000", "60.0000"],
        },
    ),
    "another unit of money above a table without money": Layout(
        "units",
        [["单位：万元"], ["单位编码", "单位名称", "考核类别"], ["U1", "甲", "c"]],
        {"unit_id": ["U1"]},
    ),
    "units that are called like signatures": Layout(
        "units",
        [["单位编码", "单位名称", "考核类别"], ["审核", "审核", "c"], ["财务", "财务", "c"], ["总计处", "总计处", "c"]],
        {"unit_id": ["审核", "财务", "总计处"]},
    ),
}
POOLS = ["额度范围", "金额"]
REFUSED = {
    "amounts whose unit only a caption gives": Layout(
        "pools", [["绩效总额核定表"], ["金额单位：", "万元"], POOLS, ["U1", 12.5]], {}, [("money_in_other_unit", 2)]
    ),
    "amounts whose unit only the title gives": Layout(
        "pools", [["绩效总额（千元）"], POOLS, ["U1", 12.5]], {}, [("money_in_other_unit", 1)]
    ),
    "amounts whose unit only a note gives": Layout(
        "pools", [POOLS, ["U1", 12.5], ["注：以上金额单位为万元。"]], {}, [("money_in_other_unit", 3)]
    ),
    "two tables side by side": Layout(
        "pools", [[*POOLS, None, *POOLS], ["U1", 1, None, "U2", 2]], {}, [("column_twice", 1), ("column_twice", 1)]
    ),
    "hidden rows with people": Layout(
        "people", [HEAD, *PEOPLE], {"person_id": IDS}, [("rows_hidden", 3)], hidden=[3, 4]
    ),
    "one amount merged over two people": Layout(
        "people", [HEAD, P1, ["P2", "李四", "职工", None, "是"]], {}, [("cell_merged", 3)], merges=["D2:D3"]
    ),
    "scores of quarters below one merged heading": Layout(
        "people",
        [[*HEAD, "考核得分", None], [None] * 5 + ["一季度", "二季度"], [*P1, 90, 91]],
        {},
        [("heading_unclear", 2)],
        merges=["F1:G1"],
    ),
    "scores of quarters without merged cells": Layout(
        "people",
        [[*HEAD, "考核得分", None], [None] * 5 + ["一季度", "二季度"], [*P1, 90, 91]],
        {},
        [("heading_unclear", 2)],
    ),
    "a merged heading over two columns of numbers": Layout(
        "people", [[*HEAD, "考核得分", None], [*P1, 90, 91]], {}, [("heading_over_columns", 2)], merges=["F1:G1"]
    ),
    "a score of another year alone": Layout(
        "people",
        [["基本信息"] + [None] * 4 + ["上年度"], [*HEAD, "得分"], [*P1, 90]],
        {},
        [("heading_unclear", 2)],
        merges=["A1:E1"],
    ),
    "two groups that both hold a score": Layout(
        "ratings",
        [["单位编码", "评分部门", "考核结果", None], [None, None, "得分", "成绩"], ["U1", "纪委", 1, 2]],
        {},
        [("column_twice", 2)],
        merges=["A1:A2", "B1:B2", "C1:D1"],
    ),
    "a second table below": Layout(
        "people",
        [HEAD, P1, [], ["姓名", "工号", "绩效基数"], ["赵六", "P9", 1]],
        {},
        [("header_second", 4), ("choice_unknown", 5)],
    ),
    "a smaller table above": Layout(
        "people", [["工号", "姓名"], ["P9", "赵六"], [], HEAD, P1], {"person_id": ["P1"]}, [("header_second", 1)]
    ),
    "a heading misspelt by one character": Layout(
        "people", [[*HEAD, "等次上线"], [*P1, "B"]], {}, [("heading_unclear", 1)]
    ),
    "an optional column in thousands": Layout(
        "people", [[*HEAD, "得分（百分制折算）"], [*P1, 90]], {}, [("heading_unclear", 1)]
    ),
}
"""Each is refused for this alone; nothing is lost or counted wrongly in silence."""

"""What the copy says, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from contracts.columns import COLUMNS
from contracts.problem import Language, Problem
from contracts.tables import INPUT_TABLES
from contracts.words import words_of

SIGN = "✗ "
"""Begins every comment of ours; so those of an earlier check are known again."""
TEXTS: Mapping[str, Mapping[Language, str]] = {
    "sheet": {"zh": "检查结果", "en": "Check results"},
    "count": {"zh": "检查结果：共 {count} 个问题", "en": "Check results: {count} problem(s)"},
    "hint": {
        "zh": "点击“位置”跳到有误的单元格。请在本副本中逐项改正并保存，然后对本副本重新检查；原文件没有改动。",
        "en": "Click on a place to go to the cell. Mend the cells in this copy, save it, and check this copy again;"
        " the original is as it was.",
    },
    "values": {
        "zh": "本副本只包含各表的值，不包含原文件的格式和公式。",
        "en": "This copy holds the tables' values only, not the original's formats and formulas.",
    },
    "expected": {"zh": "应为：", "en": "Expected: "},
    "mend": {"zh": "如何修改：", "en": "How to mend: "},
}
HEADINGS: Mapping[Language, tuple[str, ...]] = {
    "zh": ("序号", "位置", "所在表", "所在列", "所在行的键值", "问题", "应为", "如何修改", "问题代码"),
    "en": (
        "No.",
        "Place",
        "In table",
        "In column",
        "Key of the row",
        "What is wrong",
        "Expected",
        "Mending",
        "Problem",
    ),
}


def said(text: str, lang: Language, **blanks: object) -> str:
    """The text in the language, its blanks filled."""
    return TEXTS[text][lang].format_map(blanks)


def comment(problems: Iterable[Problem], lang: Language) -> str:
    """What is said at a cell: for each problem what is wrong, what was expected, how to mend it."""
    return "\n\n".join(
        "\n".join(
            (
                SIGN + problem.text("what", lang),
                said("expected", lang) + problem.text("expected", lang),
                said("mend", lang) + problem.text("mend", lang),
            )
        )
        for problem in problems
    )


def table_name(problem: Problem, lang: Language) -> str:
    """The problem's table as people call it, empty without one."""
    table = INPUT_TABLES.get(problem.table or "")
    return words_of(table).of(lang) if table else ""


def column_name(problem: Problem, lang: Language) -> str:
    """The problem's column as people call it, empty without one."""
    column = COLUMNS.get(problem.column or "")
    return words_of(column).of(lang) if column else ""

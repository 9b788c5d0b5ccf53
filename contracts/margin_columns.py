"""The columns of margins: which value moves, by how much, and what it leads to."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.column import Column
from contracts.words import Words

LEVERS = {
    "final_score": Words("final score", "最终得分"),
    "component": Words("component score", "项目得分"),
    "rating": Words("department's rating", "部门评价"),
    "indicator": Words("indicator", "评价指标"),
    "bonus": Words("bonus", "加分"),
    "deduction": Words("deduction", "减分"),
    "score": Words("individual score", "个人得分"),
}
"""Kinds of values that can move."""
TARGETS = {
    "better_grade": Words("better grade", "上一等次"),
    "worse_grade": Words("worse grade", "下一等次"),
    "better_rank": Words("better rank", "名次上升"),
    "worse_rank": Words("worse rank", "名次下降"),
}
"""What is looked for."""
OUT_OF_REACH = {
    "at_best": Words("it is the best", "已是最好"),
    "at_worst": Words("it is the last", "已是最末"),
    "fail_event": Words("a fail event puts the unit into the last grade", "因直接不合格事项定为末等"),
    "barred": Words("a veto or a contest's last place bars the unit from it", "因一票否决或竞赛末位限制评优"),
    "limits": Words("no value within the limits leads there", "在允许范围内无论如何变动都达不到"),
    "ungraded": Words("the person is not graded", "不定等次"),
    "fixed": Words("the grade is fixed beforehand", "等次已事先确定"),
    "follows_unit": Words("the head follows the unit", "负责人随单位定等"),
    "capped": Words("the person's cap is not better", "受等次上限限制"),
}
"""Why no change leads there."""


def _chinese(words: Mapping[str, Words]) -> Mapping[str, str]:
    return {code: pair.zh for code, pair in words.items()}


MARGIN_COLUMNS = (
    Column(
        "lever_kind", "choice", "变动项类别", "Kind of value", "which kind of value is moved", choices=_chinese(LEVERS)
    ),
    Column("lever", "code", "变动项", "Value", "component, rating department or indicator that is moved"),
    Column("lever_value", "number", "现值", "As it is", "the value in the run", scale=4),
    Column("target", "choice", "目标", "Target", "the result that is looked for", choices=_chinese(TARGETS)),
    Column("needed_change", "number", "所需变动", "Change needed", "smallest change that leads there", scale=4),
    Column("reached", "code", "变动后结果", "Leads to", "the grade or rank that is then reached"),
    Column(
        "out_of_reach", "choice", "无法达到的原因", "Out of reach", "why no change does", choices=_chinese(OUT_OF_REACH)
    ),
)

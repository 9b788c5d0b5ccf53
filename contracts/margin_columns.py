"""The columns of margins: which value moves, by how much, and what it leads to."""

from __future__ import annotations

from contracts.column import Column

LEVERS = {
    "final_score": "最终得分",
    "component": "项目得分",
    "rating": "部门评价",
    "indicator": "评价指标",
    "bonus": "加分",
    "deduction": "减分",
    "score": "个人得分",
}
"""Kinds of values that can move."""
TARGETS = {
    "better_grade": "上一等次",
    "worse_grade": "下一等次",
    "better_rank": "名次上升",
    "worse_rank": "名次下降",
}
"""What is looked for."""
OUT_OF_REACH = {
    "at_best": "已是最好",
    "at_worst": "已是最末",
    "fail_event": "因直接不合格事项定为末等",
    "barred": "因一票否决或竞赛末位限制评优",
    "limits": "在允许范围内无论如何变动都达不到",
    "ungraded": "不定等次",
    "fixed": "等次已事先确定",
    "follows_unit": "负责人随单位定等",
    "capped": "受等次上限限制",
}
"""Why no change leads there."""
MARGIN_COLUMNS = (
    Column("lever_kind", "choice", "变动项类别", "Kind of value", "which kind of value is moved", choices=LEVERS),
    Column("lever", "code", "变动项", "Value", "component, rating department or indicator that is moved"),
    Column("lever_value", "number", "现值", "As it is", "the value in the run", scale=4),
    Column("target", "choice", "目标", "Target", "the result that is looked for", choices=TARGETS),
    Column("needed_change", "number", "所需变动", "Change needed", "smallest change that leads there", scale=4),
    Column("reached", "code", "变动后结果", "Leads to", "the grade or rank that is then reached"),
    Column("out_of_reach", "choice", "无法达到的原因", "Out of reach", "why no change does", choices=OUT_OF_REACH),
)

"""Every column of the product, defined once (rulebook §10 and §11).

Belongs here: names, headings in both languages, kinds, precision. Stays out: which table has which column
(``contracts.tables``), and rules over several columns.
"""

from __future__ import annotations

from contracts.column import Column
from contracts.comparison_columns import comparison_columns
from contracts.correction_columns import CORRECTION_COLUMNS
from contracts.identity_columns import IDENTITY_COLUMNS
from contracts.margin_columns import MARGIN_COLUMNS

_COLUMNS = (
    # Unit results
    Column(
        "component",
        "code",
        "考核项目",
        "Component",
        "a part of the unit score",
        synonyms=("项目", "考核内容", "得分项目"),
    ),
    Column(
        "score",
        "number",
        "得分",
        "Score",
        "points reached",
        scale=4,
        synonyms=(
            "分数",
            "评分",
            "考核得分",
            "考核分数",
            "考核成绩",
            "年度考核得分",
            "成绩",
            "绩效得分",
            "绩效评分",
        ),
    ),
    Column(
        "department",
        "code",
        "评分部门",
        "Rating department",
        "the department that rates",
        synonyms=("考评部门", "评价部门"),
    ),
    Column(
        "indicator_1",
        "code",
        "一级指标",
        "Level-1 indicator",
        "first level of the rating's indicators",
        synonyms=("indicator 1",),
    ),
    Column(
        "indicator_2",
        "code",
        "二级指标",
        "Level-2 indicator",
        "second level of the rating's indicators",
        synonyms=("indicator 2",),
    ),
    Column(
        "full_marks",
        "number",
        "满分",
        "Full marks",
        "the most points an indicator gives",
        scale=4,
        synonyms=("满分值", "标准分", "分值上限"),
    ),
    Column(
        "event_id",
        "code",
        "事项编号",
        "Event ID",
        "number of a bonus, deduction, veto or fail event",
        synonyms=("事件编号", "事项编码"),
    ),
    Column(
        "code",
        "code",
        "事项代码",
        "Event code",
        "kind of event, as the scheme names it",
        synonyms=("事件代码", "加减分代码"),
    ),
    Column(
        "points",
        "number",
        "分值",
        "Points",
        "points of an event or of a contest's round",
        scale=4,
        synonyms=("加减分", "积分", "加分", "扣分"),
    ),
    Column("occurred_on", "date", "发生日期", "Occurred on", "day of the event", synonyms=("发生时间", "事项日期")),
    Column(
        "document",
        "text",
        "依据文号",
        "Document",
        "number of the document behind an event",
        synonyms=("文号", "文件依据", "依据文件", "依据"),
    ),
    Column("note", "text", "备注", "Note", "free remark", synonyms=("说明", "remark", "remarks")),
    Column(
        "contest", "code", "竞赛", "Contest", "a contest, as the scheme names it", synonyms=("竞赛名称", "竞赛项目")
    ),
    Column("round", "code", "轮次", "Round", "round of a contest", synonyms=("期次", "场次")),
    Column("voter_group", "code", "投票群体", "Voter group", "who votes", synonyms=("测评主体", "评议主体", "投票组")),
    Column("option", "code", "评价等级", "Option", "what a ballot says", synonyms=("测评等次", "选项", "评价档次")),
    Column("votes", "count", "票数", "Votes", "number of ballots", synonyms=("得票数", "得票")),
    # People's input
    Column(
        "base_pay",
        "number",
        "绩效基数",
        "Base pay",
        "yearly pay that the coefficients multiply, in yuan",
        scale=2,
        synonyms=("基数", "年度绩效基数", "绩效工资基数", "绩效基准"),
        personal=True,
    ),
    Column(
        "graded",
        "choice",
        "是否定等",
        "Graded",
        "whether the person is graded this cycle",
        choices={"yes": "是", "no": "否"},
        synonyms=("参加考核", "是否考核", "是否参加考核", "是否参评", "是否定等次"),
    ),
    Column(
        "ungraded_reason",
        "text",
        "不定等原因",
        "Reason for no grade",
        "why a person is not graded",
        synonyms=("不定等次原因", "未定等原因", "不参加考核原因", "不参评原因"),
    ),
    Column(
        "grade_cap",
        "code",
        "等次上限",
        "Best grade allowed",
        "the person is never graded better than this",
        synonyms=("最高等次",),
    ),
    Column(
        "grade_fixed",
        "code",
        "确定等次",
        "Fixed grade",
        "the grade decided beforehand",
        synonyms=("指定等次", "直接确定等次"),
    ),
    Column("scope_id", "code", "额度范围", "Pool scope", "all, a category or a unit", synonyms=("范围", "总额范围")),
    Column(
        "amount",
        "number",
        "金额",
        "Amount",
        "yuan and cents",
        scale=2,
        synonyms=("额度", "总额", "金额（元）"),
        personal=True,
    ),
    # Unit results' outcome
    Column("base_score", "number", "基本分", "Base score", "weighted component scores", scale=8),
    Column("rating_total", "number", "评价总分", "Rating total", "sum of the rating departments' scores", scale=4),
    Column("rating_rank", "number", "评价名次", "Rating rank", "rank of the rating total inside the category", scale=1),
    Column("coefficient", "number", "系数", "Coefficient", "1 + step × (anchor − rating rank)", scale=6),
    Column("bonus", "number", "加分", "Bonus", "bonus points after all caps", scale=4),
    Column("deduction", "number", "减分", "Deduction", "deducted points after all caps", scale=4),
    Column("adjustment", "number", "加减分合计", "Adjustment", "bonus − deduction", scale=4),
    Column("final_score", "number", "最终得分", "Final score", "the unit's score, rounded as it is ranked", scale=4),
    Column("rank", "count", "名次", "Rank", "place inside the category"),
    Column(
        "score_without_coefficient",
        "number",
        "不计系数得分",
        "Score without coefficient",
        "the final score with coefficient 1",
        scale=4,
    ),
    Column("rank_without_coefficient", "count", "不计系数名次", "Rank without coefficient", "place with coefficient 1"),
    Column("places_gained", "count", "名次变化", "Places gained", "rank without − rank with the coefficient"),
    Column("barred", "fact", "限制评优", "Barred", "a veto or a contest's last place bars the unit from top grades"),
    Column("failed", "fact", "直接不合格", "Failed", "a fail event, or too far below the first"),
    Column("grade", "code", "单位等次", "Unit grade", "the unit's grade"),
    Column("rating_band", "code", "评价档次", "Rating band", "band of the rating total", synonyms=("评价档",)),
    Column("interview", "fact", "是否约谈", "Interview", "the unit's head is called in"),
    # People's outcome
    Column("individual_grade", "code", "个人等次", "Individual grade", "the person's grade"),
    Column(
        "individual_coefficient",
        "number",
        "个人系数",
        "Individual coefficient",
        "what the person's grade or score is worth",
        scale=6,
    ),
    Column(
        "unit_coefficient",
        "number",
        "单位系数",
        "Unit coefficient",
        "what the unit's result is worth (direct linkage)",
        scale=6,
    ),
    Column("time_share", "number", "任职时间占比", "Time share", "share of the cycle spent in the assignment", scale=6),
    Column(
        "held",
        "number",
        "保底补差",
        "Held",
        "what keeps a person from losing by somebody else's appeal",
        scale=2,
        personal=True,
    ),
    Column("pay_item", "code", "工资项目", "Pay item", "code of the pay item in payroll"),
    # Quotas
    Column("group", "code", "定等单元", "Group", "a unit, or a pool of small units"),
    Column("unit_grade", "code", "单位等次", "Unit grade", "grade of the group's units"),
    Column("graded_people", "count", "参评人数", "Graded people", "people graded inside the group"),
    Column("breach", "text", "超出上限的等次", "Breach", "grades above their ceiling, joined by ;"),
)

_DEFINED = {column.name: column for column in (*IDENTITY_COLUMNS, *_COLUMNS, *CORRECTION_COLUMNS, *MARGIN_COLUMNS)}
COLUMNS = _DEFINED | {column.name: column for column in comparison_columns(_DEFINED)}


def quota_columns(grades: tuple[str, ...]) -> tuple[Column, ...]:
    """The quotas table's columns per individual grade: ``places_G`` for each grade, then ``filled_G`` for each."""
    places = tuple(
        Column(f"places_{g}", "count", f"名额_{g}", f"Places {g}", f"places of {g} before placing and carrying")
        for g in grades
    )
    filled = tuple(Column(f"filled_{g}", "count", f"实定_{g}", f"Filled {g}", f"people who got {g}") for g in grades)
    return places + filled

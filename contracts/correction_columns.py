"""The columns of a corrections file (rulebook §8)."""

from __future__ import annotations

from contracts.column import Column

CORRECTION_COLUMNS = (
    Column("table", "code", "数据表", "Table", "the input table that is corrected", synonyms=("表", "表名", "所属表")),
    Column(
        "key",
        "code",
        "主键",
        "Key",
        "the key columns' values of the row, joined by |",
        synonyms=("键", "行键", "记录主键", "row key"),
    ),
    Column(
        "action",
        "choice",
        "操作",
        "Action",
        "what becomes of the cell or the row",
        choices={"change": "更正", "add": "新增", "delete": "删除"},
        synonyms=("更正方式", "动作", "处理方式"),
        words={"修改": "change", "变更": "change", "增加": "add", "添加": "add", "撤销": "delete"},
    ),
    Column(
        "column", "code", "字段", "Column", "the column that is corrected", synonyms=("列", "列名", "字段名", "栏目")
    ),
    Column(
        "old_value",
        "value",
        "原值",
        "Old value",
        "what the cell holds before",
        synonyms=("更正前", "旧值", "原数据"),
        personal=True,
    ),
    Column(
        "new_value",
        "value",
        "新值",
        "New value",
        "what the cell holds afterwards",
        synonyms=("更正后", "更正值", "新数据"),
        personal=True,
    ),
    Column(
        "reason", "text", "理由", "Reason", "why it is corrected", synonyms=("原因", "更正原因", "事由", "更正理由")
    ),
    Column(
        "appeal_reference",
        "text",
        "申诉编号",
        "Appeal reference",
        "number of the appeal or decision",
        synonyms=("复核编号", "申诉文号", "复核文号", "appeal"),
    ),
    Column("decided_on", "date", "决定日期", "Decided on", "day of the decision", synonyms=("复核日期", "认定日期")),
    Column(
        "decided_by",
        "text",
        "决定人",
        "Decided by",
        "who decided",
        synonyms=("决定单位", "复核单位", "复核人", "审批人"),
    ),
)

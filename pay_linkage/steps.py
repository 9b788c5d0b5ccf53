"""The steps of a run and of a rerun in their order, and what each does, as terminals and Prefect show them."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.words import Words

CALCULATION: Mapping[str, Words] = {
    "validate": Words("checking every table and how they fit together", "校验各表及其相互关系"),
    "assess_units": Words("scoring, ranking and grading the units", "单位计分、排名、定等"),
    "fill_quotas": Words("filling the individual quotas", "分配个人等次名额"),
    "link_pay": Words("linking the pay", "挂钩计算绩效"),
}
WRITING: Mapping[str, Words] = {"write": Words("writing the run", "写入结果文件")}
YEAR_END_STEPS: Mapping[str, Words] = {
    "load": Words("reading the scheme and the tables", "读取方案和输入表"),
    **CALCULATION,
    **WRITING,
}
RERUN_STEPS: Mapping[str, Words] = {
    "correct": Words("reading the run and making the corrections", "读取原运行并更正输入数据"),
    **CALCULATION,
    "hold_harmless": Words("comparing with what was published", "与已发布金额比较"),
    **WRITING,
}

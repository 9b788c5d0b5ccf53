"""The words in which causes are told, in English and Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.words import Words

NOUNS = {
    "units": ("entry", "登记信息"),
    "component_scores": ("component score", "项目得分"),
    "ratings": ("rating", "部门评价"),
    "indicator_scores": ("indicator score", "指标得分"),
    "events": ("event", "加减分事项"),
    "contests": ("contest result", "竞赛积分"),
    "ballots": ("vote count", "测评票数"),
}
KINDS = {
    "change": ("corrected", "更正"),
    "assume": ("set to another value", "设为其他值"),
    "add": ("added", "新增"),
    "delete": ("deleted", "删除"),
}
QUANTITIES = {
    "rank": ("rank", "名次"),
    "rating_rank": ("rating rank", "评价名次"),
    "coefficient": ("coefficient", "系数"),
    "grade": ("grade", "等次"),
    "final_score": ("score", "得分"),
}
SHOWN = 3
"""So many units are named as a cause; of further ones only the number is told."""


def row_changed(unit: str | None, table: str, kind: str, appeals: str | None) -> Words:
    """``T03's rating was corrected (appeal A-12)``; without a unit: ``its own rating was corrected``."""
    noun, done = Words(*NOUNS[table]), Words(*KINDS[kind])
    appeal = Words(f" (appeal {appeals})", f"（申诉 {appeals}）") if appeals else Words("", "")
    whose = Words(f"{unit}'s", f"{unit} 的") if unit else Words("its own", "本单位")
    return Words(f"{whose.en} {noun.en} was {done.en}{appeal.en}", f"{whose.zh}{noun.zh}{done.zh}{appeal.zh}")


def moved(quantity: str, before: str, after: str) -> Words:
    """``rank moved from 6 to 7``."""
    name = Words(*QUANTITIES[quantity])
    return Words(f"{name.en} moved from {before} to {after}", f"{name.zh}由 {before} 变为 {after}")


def because(effect: Words, causes: Sequence[Words]) -> Words:
    """``rank moved from 6 to 7 because T03's rating was corrected``."""
    reason = listed(causes)
    gap = " " if reason.zh[:1].isascii() else ""
    return Words(f"{effect.en} because {reason.en}", f"因{gap}{reason.zh}，{effect.zh}")


def listed(parts: Sequence[Words]) -> Words:
    """The parts one after the other; of many only the first, and how many more there are."""
    shown, more = parts[:SHOWN], len(parts) - SHOWN
    rest = Words(f" and {more} more", f"及另外 {more} 项") if more > 0 else Words("", "")
    return Words(" and ".join(p.en for p in shown) + rest.en, "、".join(p.zh for p in shown) + rest.zh)


def of_unit(unit: str, words: Words) -> Words:
    """The words, said of a unit."""
    return Words(f"unit {unit}: {words.en}", f"单位 {unit}：{words.zh}")


OTHER_SCHEME = Words("the scheme is another one", "方案不同")
OTHER_VERSION = Words("another version of the program calculated", "程序版本不同")
OTHER_INPUTS = Words("the inputs differ", "输入数据不同")

LEFT = Words("no longer among those who are paid", "已不在发放范围内")
CAME = Words("not among those who were paid before", "此前不在发放范围内")
OWN = Words("own data corrected", "本人数据更正")
OWN_ASSUMED = Words("own data set to other values", "本人数据设为其他值")
OWN_APPEAL = Words("own appeal", "本人申诉")
QUOTA = Words("the quota of {group} changed", "{group} 的等次名额变动")
PLACE_TAKEN = Words("somebody else moved into the place", "名额由他人占用")
PLACE_FREED = Words("somebody else left the place", "他人让出名额")
POOL_CORRECTED = Words("the pool was corrected", "绩效总额更正")
POOL_ASSUMED = Words("the pool was set to another amount", "绩效总额设为其他金额")
POOL_RESCALED = Words("the pool is divided anew", "绩效总额重新分摊")
HELD = Words("held at what was published", "按已发布金额保底")
CONCERNED = Words("concerned by the appeals, so not held", "属申诉所涉人员，不保底")
NOT_HELD = Words("no longer held at what was published", "不再保底")

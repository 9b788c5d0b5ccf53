"""Bonus points, deductions, vetoes, fails and the contest of the sample district of 2018."""

from __future__ import annotations

from sample_data.generator.events import Event

EVENTS: tuple[Event, ...] = (
    ("0101", "red_flag_project", "", "首个事项"),
    ("0102", "veto_work_safety", "", "一般事故，取消评优资格"),
    ("0102", "red_flag_project", "", ""),
    ("0104", "red_flag_project", "", ""),
    ("0104", "red_flag_project", "", ""),
    ("0104", "red_flag_project", "", "第三面红旗，超过上限"),
    ("0104", "commendation_ministry_province", "", ""),
    ("0104", "commendation_ministry_province", "", ""),
    ("0104", "commendation_ministry_province", "", ""),
    ("0104", "breakthrough_praised_city", "", ""),
    ("0104", "commendation_central", "", "合计超过加分上限"),
    ("0104", "circulated_criticism", "", ""),
    ("0105", "conduct_violation", "0.5", "分值低于默认值"),
    ("0105", "breakthrough_praised_city", "", ""),
    ("0108", "discipline_violation", "", ""),
    ("0109", "commendation_ministry_province", "1.25", ""),
    ("0110", "circulated_criticism", "0.6289", "分值折算"),
    ("0111", "discipline_violation", "", ""),
    ("0111", "discipline_violation", "1.5", ""),
    ("0202", "veto_environment", "", ""),
    ("0203", "commendation_ministry_province", "", ""),
    ("0204", "double_learning", "4", "与竞赛加分合计超过上限"),
    ("0206", "red_flag_project", "", ""),
    ("0210", "circulated_criticism_city", "", ""),
    ("0211", "breakthrough_praised_city", "", ""),
    ("0212", "conduct_violation", "1", ""),
    ("0213", "conduct_violation", "1", ""),
    ("0213", "commendation_ministry_province", "1.2993", "分值折算"),
    ("0215", "conduct_violation", "0", "予以提醒，不扣分"),
    ("0217", "discipline_violation", "", ""),
    ("0222", "circulated_criticism", "", ""),
    ("0222", "circulated_criticism", "", ""),
    ("0228", "veto_public_security", "", ""),
    ("0228", "major_incident", "", ""),
    ("0216", "commendation_ministry_province", "", "末个事项"),
)

CONTEST_POINTS: dict[str, tuple[str, ...]] = {
    "0204": ("9.5", "8.25", "10", "9"),
    "0102": ("7", "8", "", "6.3"),
    "0215": ("7.1", "7.1", "7.1", ""),
    "0109": ("6", "5.5", "4", "3"),
    "0211": ("5", "", "6", "5.25"),
    "0105": ("4", "4", "4", "4"),
    "0218": ("3.3333", "3.3333", "3.3334", ""),
    "0220": ("2", "-1", "3", "0"),
    "0223": ("1", "1", "-2", "0"),
    "0111": ("-1.5", "0", "-2", "1"),
}
"""Unit → points by round: the second place is shared, one unit ends below zero, some skip a round."""

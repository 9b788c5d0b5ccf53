"""The units of the sample district of 2018, made up, with what each is there to show."""

from __future__ import annotations

from sample_data.generator.units import Unit

TOWNSHIPS = (
    Unit("0101", "望潮街道", "township", 905, 9550, 128, heads=2, extra=4),
    Unit("0102", "听涛街道", "township", 860, 9310, 134),  # second, but a veto bars it from A
    Unit("0103", "锦屏街道", "township", 775, 9120, 121),  # third, but below the minimum score of A
    Unit("0104", "青屿镇", "township", 672, 8890, 145),  # bonus points above every cap
    Unit("0105", "白鹭镇", "township", 764, 8700, 108),
    Unit("0106", "桃溪镇", "township", 750, 8455, 124),
    Unit("0107", "金岙镇", "township", 750, 8455, 116, twin_of="0106"),  # tied with 0106 across the edge of B
    Unit("0108", "枫林镇", "township", 722, 8210, 127),
    Unit("0109", "南塘镇", "township", 693, 8015, 101),
    Unit("0110", "星汉乡", "township", 572, 7150, 112),  # exactly at 60 % of the first: does not fail
    Unit("0111", "沙湾乡", "township", 500, 5520, 98),  # below 60 % of the first: fails
)
ORGANS = (
    Unit("0201", "发展规划局", "organ", 930, 9612, 71, heads=2),
    Unit("0202", "综合执法局", "organ", 918, 9433, 108),  # a veto bars it from A: the place goes to the next
    Unit("0203", "财税局", "organ", 902, 9701, 80),
    Unit("0204", "教育体育局", "organ", 897, 9288, 95),  # first of the contest: its bonus meets the cap
    Unit("0205", "民生保障局", "organ", 888, 9105, 75),
    Unit("0206", "农业农村局", "organ", 881, 8990, 82),
    Unit("0207", "卫生健康局", "organ", 868, 8875, 91),
    Unit("0208", "住房城乡局", "organ", 868, 8875, 88, twin_of="0207"),  # tied with 0207 across the edge of A
    Unit("0209", "交通港口局", "organ", 858, 9020, 103),
    Unit("0210", "市场监管局", "organ", 855, 8755, 117),  # criticised by the city: fails
    Unit("0211", "海洋渔业局", "organ", 846, 8640, 66, extra=55),  # its final score lies on a rounding midpoint
    Unit("0212", "商务旅游局", "organ", 840, 8512, 57),
    Unit("0213", "科技信息局", "organ", 838, 8433, 51),  # the same final score as 0212, another rating
    Unit("0214", "文化广电局", "organ", 830, 8821, 61),
    Unit("0215", "自然资源局", "organ", 826, 8300, 91),
    Unit("0216", "生态环境局", "organ", 821, 8244, 77),
    Unit("0217", "应急管理局", "organ", 815, 7990, 54),
    Unit("0218", "统计局", "organ", 810, 8112, 40),
    Unit("0219", "档案馆", "organ", 806, 8033, 4),  # small, alone in its pool
    Unit("0220", "审计局", "organ", 792, 8112, 49),
    Unit("0221", "信访局", "organ", 785, 7905, 33, heads=0),  # without a head
    Unit("0222", "退役军人局", "organ", 779, 7777, 45),
    Unit("0223", "医疗保障局", "organ", 772, 8112, 4),  # small, pooled with 0226 and 0227
    Unit("0224", "机构改革组", "organ", 765, 7400, 26),  # merged: everybody's grade is fixed
    Unit("0225", "地方志办公室", "organ", 758, 7012, 3),  # nobody to be graded
    Unit("0226", "残疾人联合会", "organ", 750, 6900, 4),  # small
    Unit("0227", "红十字会", "organ", 744, 6555, 4),
    Unit("0228", "招商中心", "organ", 520, 5480, 62),  # below 60 % of the first, and a veto: fails
    Unit("0229", "新区筹备处", "organ", 735, 6320, 0, heads=0),  # nobody works there yet
)
SPECIAL = ("0219", "0223", "0224", "0225", "0226", "0227", "0229")
"""Organs that nobody moves to or from, so that they show what they are there for."""

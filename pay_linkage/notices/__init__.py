"""Notices: what people and units are told of a run, in words and exact numbers, ready to be laid out.

Belongs here: statements (告知单), the circulated ranking (通报), target, progress and result sheets (目标书、进度表、
成绩单), the lists of interviews (约谈) and of who may receive awards (评优). Stays out: how they look (``exports``) and
how results come about (``rules``, ``explanation``).
"""

from __future__ import annotations

from pay_linkage.notices.circulation import circulation
from pay_linkage.notices.lists import award_list, interview_list
from pay_linkage.notices.partial_year import partial_year
from pay_linkage.notices.result_sheets import result_sheets
from pay_linkage.notices.stage_sheets import Stage, stage_sheets
from pay_linkage.notices.statements import Statements

__all__ = [
    "Stage",
    "Statements",
    "award_list",
    "circulation",
    "interview_list",
    "partial_year",
    "result_sheets",
    "stage_sheets",
]

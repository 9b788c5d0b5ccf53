"""Notices: what people and units are told of a run, in words and exact numbers, ready to be laid out.

Belongs here: statements (告知单), the circulated ranking (通报), target, progress and result sheets (目标书、进度表、
成绩单), the lists of interviews (约谈) and of who may receive awards (评优). Stays out: how they look (``exports``) and
how results come about (``rules``, ``explanation``).
"""

from __future__ import annotations

from pay_linkage.notices.statements import Statements

__all__ = ["Statements"]

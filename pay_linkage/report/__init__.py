"""The HTML report of a run: layout only; whatever it shows is given, exact decimals become text and stay exact.

Belongs here: which tables and charts stand where, their words, colours and behaviour in a browser. Stays out: every
calculation (``pay_linkage.figures``) and the disk (``pay_linkage.runs``).
"""

from __future__ import annotations

from pay_linkage.report.data import ReportData
from pay_linkage.report.page import load_page, report_html

__all__ = ["ReportData", "load_page", "report_html"]

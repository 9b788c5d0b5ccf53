"""The files for payroll: layout only, no arithmetic; amounts are written as the run's tables hold them (rulebook §11).

Belongs here: which columns stand where, headings, number formats, and what a spreadsheet must not take for a formula.
Stays out: how amounts come about (``rules``), and how files get onto the disk (``runs``): makers give bytes.
"""

from __future__ import annotations

from pay_linkage.exports.payroll_files import PayrollFiles, payroll_files

__all__ = ["PayrollFiles", "payroll_files"]

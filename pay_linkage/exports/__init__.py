"""How what leaves a run looks: layout only, no arithmetic; amounts stand as in the run's tables (rulebook §11).

Belongs here: the files for payroll, documents and statements as pages and workbooks (``pages``: their HTML and CSS);
which columns stand where, headings, number formats, and what a spreadsheet must not take for a formula. Stays out: how
amounts come about (``rules``), the words of documents (``notices``), and how files get onto the disk (``runs``): makers
give bytes.
"""

from __future__ import annotations

from pay_linkage.exports.payroll_files import PayrollFiles, payroll_files

__all__ = ["PayrollFiles", "payroll_files"]

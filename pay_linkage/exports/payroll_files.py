"""The payroll files of a run: which there are, and which are left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pay_linkage.exports.payroll_csv import payroll_csv
from pay_linkage.exports.payroll_rows import payroll_rows
from pay_linkage.exports.payroll_workbook import payroll_workbook
from pay_linkage.runs.content import FileMaker

CSV, WORKBOOK = "payroll/payroll.csv", "payroll/payroll.xlsx"
MOST_PEOPLE = 100_000
"""People up to whom there is a workbook: 100,000 take seconds to write, a million do not fit onto a sheet."""
MOST_ROWS = 1_048_574
"""Rows of a sheet besides headings and totals."""


@dataclass(frozen=True, slots=True)
class PayrollFiles:
    """``files``: path in the run's folder → maker of the file; ``left_out``: path → code of the reason why a usual file
    is missing.
    """

    files: Mapping[str, FileMaker]
    left_out: Mapping[str, str]


def payroll_files(tables: Mapping[str, pl.DataFrame], pay_item: str, cycle: int) -> PayrollFiles:
    """payroll.csv always; payroll.xlsx for up to 100,000 people with as many lines as a sheet holds.

    ``tables`` are the run's tables payroll, person_results, pay_lines, unit_results, people and units; ``pay_item`` is
    the code of the scheme's pay item.
    """
    files: dict[str, FileMaker] = {CSV: lambda _: payroll_csv(payroll_rows(tables, pay_item))}
    payroll = tables["payroll"]
    lines = tables["pay_lines"].height + payroll.filter(pl.col("held") != 0).height
    if payroll.height > MOST_PEOPLE or lines > MOST_ROWS:
        return PayrollFiles(files, {WORKBOOK: "payroll_workbook_too_large"})
    files[WORKBOOK] = lambda scratch: payroll_workbook(tables, pay_item, cycle, scratch)
    return PayrollFiles(files, {})

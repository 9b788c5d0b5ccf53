"""payroll.xlsx: for people. What each is paid, what became of the units, and how each amount came about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from xlsxwriter import Workbook

from contracts.tables import RESULT_TABLES
from pay_linkage.exports import pay_line_rows, payroll_rows
from pay_linkage.exports.sheet import Sheet
from pay_linkage.exports.workbook_bytes import workbook_bytes

PAYROLL, UNITS, LINES = "发放汇总 Payroll", "单位结果 Unit results", "金额由来 How each amount came about"
UNIT_COLUMNS = ("unit_id", "unit_name", *(c.name for c in RESULT_TABLES["unit_results"].columns if c.name != "unit_id"))


def payroll_workbook(tables: Mapping[str, pl.DataFrame], pay_item: str, cycle: int, scratch: Path) -> bytes:
    """The workbook with its three sheets; the same tables give the same bytes.

    ``tables`` are the run's tables payroll, person_results, pay_lines, unit_results, people and units. The sheets are
    collected in the folder ``scratch``, because they hold people's data; nothing stays there. Raises ``OSError``.
    """
    units = tables["unit_results"].join(tables["units"].select("unit_id", "unit_name"), on="unit_id", how="left")
    lines = pay_line_rows.pay_line_rows(tables)
    rows = payroll_rows.payroll_rows(tables, pay_item)

    def fill(workbook: Workbook) -> None:
        Sheet(workbook, PAYROLL, payroll_rows.COLUMNS).write(rows, summed=("held", "amount"))
        Sheet(workbook, UNITS, UNIT_COLUMNS).write(units.sort("category", "rank", "unit_id"))
        Sheet(workbook, LINES, pay_line_rows.COLUMNS).write(lines, summed=("amount", "held"))

    return workbook_bytes(fill, cycle, title=f"{cycle} {pay_item}", scratch=scratch)

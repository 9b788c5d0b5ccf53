"""What the texts of one column of a header mean, its groups included, as in ``基本信息`` above ``姓名``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from contracts.table import Table
from contracts.tables import INPUT_TABLES
from pay_linkage.intake.headings import column_of, hinted_column, names_of, unit_headings
from pay_linkage.intake.two_languages import plain_heading

GENERIC = re.compile(
    r"(?:基本|个人|人员|员工|职工|身份|证件|任职|岗位|薪酬|工资|绩效|考核|年度|本年度)*(?:信息|情况|资料|概况|明细|数据|内容|结果|得分)?"
    r"|(?:basic|personal|employee|staff|general|assessment)*(?:information|info|data|details|results?)?"
)
"""Names of groups of columns that add nothing to the headings below them."""
OF_UNITS = re.compile(r"(?:单位|部门|组织|机构)(?:基本)?(?:信息|情况|资料|概况)?|unit|department")
SERIAL = frozenset(("序号", "序", "行号", "项次", "顺序号", "次序", "no", "no.", "#", "serial", "index"))
"""Headings of columns that only count the rows."""

UNITS = INPUT_TABLES["units"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The column that a heading means for certain; else the one that it names beside something not understood."""

    column: str | None = None
    hinted: str | None = None


def meaning(levels: Sequence[str], table: Table) -> Meaning:
    """What a heading means; ``levels`` are its texts from the topmost group down to the lowest."""
    if not levels:
        return Meaning()
    *groups, lowest = levels
    column = column_of(lowest, table)
    if column is not None:
        plain = all(_adds_nothing(group, column, table) for group in groups)
        return Meaning(column=column) if plain else Meaning(hinted=column)
    hinted = hinted_column(lowest, table)
    for depth in range(len(groups) - 1, -1, -1):
        of_group = column_of(groups[depth], table)
        if of_group is not None:
            whole = column_of(" / ".join(levels[depth:]), table)
            return Meaning(column=whole) if whole and depth == 0 else Meaning(hinted=of_group)
    return Meaning(hinted=hinted)


def stands_for_unit(levels: Sequence[str], table: Table) -> bool:
    """Whether a heading names the unit in a table that has no column for its name."""
    return len(levels) == 1 and bool(unit_headings(table.name)) and column_of(levels[0], UNITS) == "unit_name"


def is_serial(levels: Sequence[str]) -> bool:
    """Whether a column only counts the rows."""
    return bool(levels) and plain_heading(levels[-1]) in SERIAL


def _adds_nothing(group: str, column: str, table: Table) -> bool:
    plain = plain_heading(group)
    if column_of(group, table) == column or plain in names_of(table) or GENERIC.fullmatch(plain):
        return True
    return column in ("unit_id", "unit_name", "category") and OF_UNITS.fullmatch(plain) is not None

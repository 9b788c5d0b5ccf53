"""The columns in which two runs are compared: a quantity before and after, the difference, the cause in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from contracts.column import Column

COMPARED = ("final_score", "rank", "coefficient", "grade", "individual_grade", "held", "amount")
"""Quantities that have a column ``…_before`` and one ``…_after``."""
_FURTHER = (
    Column("difference", "number", "差额", "Difference", "amount after − amount before", scale=2, personal=True),
    Column("cause_zh", "text", "变动原因", "Cause (Chinese)", "why it moved, in Chinese"),
    Column("cause_en", "text", "变动原因（英文）", "Cause (English)", "why it moved, in English"),
    Column("measure", "text", "项目", "Measure", "what is counted or summed"),
    Column("head_count", "count", "人数", "People", "number of people"),
    Column("run_id", "code", "运行编号", "Run", "the run's id"),
)


def comparison_columns(columns: Mapping[str, Column]) -> tuple[Column, ...]:
    """The columns made out of those that are compared, and the further ones."""
    before = tuple(
        replace(columns[name], name=f"{name}_before", zh=f"{columns[name].zh}（前）", en=f"{columns[name].en} before")
        for name in COMPARED
    )
    after = tuple(
        replace(columns[name], name=f"{name}_after", zh=f"{columns[name].zh}（后）", en=f"{columns[name].en} after")
        for name in COMPARED
    )
    return (*before, *after, *_FURTHER)

"""Which person worked in which unit, from when to when (rulebook §6, §10)."""

from __future__ import annotations

import polars as pl

from contracts.table import RowRule, Table

ASSIGNMENTS = Table(
    name="assignments",
    zh="任职",
    en="Assignments",
    required=("person_id", "unit_id", "start_date"),
    optional=("end_date",),
    key=("person_id", "start_date"),
    rules=(
        RowRule(
            "end_is_not_before_start",
            "end_date",
            pl.col("end_date").is_null() | (pl.col("end_date") >= pl.col("start_date")),
            "assignment_ends_before_start",
        ),
    ),
    synonyms=("任职表", "任职经历", "任职记录", "岗位任职"),
)

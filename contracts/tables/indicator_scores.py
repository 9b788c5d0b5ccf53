"""Rating scores by indicator, in place of ``ratings`` (rulebook §2, §10)."""

from __future__ import annotations

import polars as pl

from contracts.table import RowRule, Table, not_negative

INDICATOR_SCORES = Table(
    name="indicator_scores",
    zh="指标得分",
    en="Indicator scores",
    required=("unit_id", "department", "indicator_1", "indicator_2", "full_marks", "score"),
    key=("unit_id", "department", "indicator_1", "indicator_2"),
    rules=(
        not_negative("score", "indicator_score_negative"),
        RowRule(
            "score_within_full_marks",
            "score",
            pl.col("score") <= pl.col("full_marks"),
            "indicator_score_above_full_marks",
        ),
        RowRule("full_marks_are_positive", "full_marks", pl.col("full_marks") > 0, "indicator_full_marks_not_positive"),
    ),
    synonyms=("指标评分", "指标得分表"),
)

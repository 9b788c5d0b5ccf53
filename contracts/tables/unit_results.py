"""What became of each unit (rulebook §2, §4, §11)."""

from __future__ import annotations

from contracts.table import Table

UNIT_RESULTS = Table(
    name="unit_results",
    zh="单位结果",
    en="Unit results",
    required=("unit_id", "category", "base_score"),
    empty_cells=(
        "rating_total",
        "rating_rank",
        "coefficient",
        "bonus",
        "deduction",
        "adjustment",
        "final_score",
        "rank",
        "score_without_coefficient",
        "rank_without_coefficient",
        "places_gained",
        "barred",
        "failed",
        "grade",
        "rating_band",
        "interview",
    ),
    key=("unit_id",),
)

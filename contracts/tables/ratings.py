"""Rating departments' scores per unit (rulebook §2, §10)."""

from __future__ import annotations

from contracts.table import Table, not_negative

RATINGS = Table(
    name="ratings",
    zh="部门评价",
    en="Ratings",
    required=("unit_id", "department", "score"),
    key=("unit_id", "department"),
    rules=(not_negative("score", "rating_negative"),),
    synonyms=("部门评分", "党建评价", "评价得分"),
)

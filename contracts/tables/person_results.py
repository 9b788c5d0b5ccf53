"""Each person's grade and coefficient (rulebook §5, §6, §11)."""

from __future__ import annotations

from contracts.table import Table

PERSON_RESULTS = Table(
    name="person_results",
    zh="个人结果",
    en="Person results",
    required=("person_id", "unit_id"),
    empty_cells=("score", "individual_grade", "individual_coefficient"),
    key=("person_id",),
)

"""The people to be paid (rulebook §5, §6, §10)."""

from __future__ import annotations

import polars as pl

from contracts.table import RowRule, Table, not_negative

PEOPLE = Table(
    name="people",
    zh="人员",
    en="People",
    required=("person_id", "person_name", "role", "base_pay", "graded"),
    optional=("id_type", "id_number", "score", "ungraded_reason", "grade_cap", "grade_fixed"),
    key=("person_id",),
    rules=(
        not_negative("base_pay", "base_pay_negative"),
        not_negative("score", "individual_score_negative"),
        RowRule(
            "graded_person_has_score",
            "score",
            (pl.col("graded") != "yes") | pl.col("score").is_not_null(),
            "graded_without_score",
        ),
        RowRule(
            "ungraded_person_has_reason",
            "ungraded_reason",
            (pl.col("graded") != "no") | pl.col("ungraded_reason").is_not_null(),
            "ungraded_without_reason",
        ),
        RowRule(
            "ungraded_person_has_no_fixed_grade",
            "grade_fixed",
            (pl.col("graded") != "no") | pl.col("grade_fixed").is_null(),
            "ungraded_with_fixed_grade",
        ),
    ),
    synonyms=("人员表", "职工", "员工", "人员信息", "员工信息"),
)

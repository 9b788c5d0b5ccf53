"""What the scheme asks of the rating departments' scores, given by department or by indicator (rulebook §2)."""

from __future__ import annotations

import polars as pl

from contracts.input_table import InputTable
from contracts.problem import Problem
from contracts.row_problems import key_problems, plain_text, row_problems
from pay_linkage.admission.known_codes import KNOWN, with_codes_by
from pay_linkage.admission.scheme_frames import SCORE, departments
from pay_linkage.admission.submission import Submission
from pay_linkage.schemes.names import Names

WITHOUT = {"ratings": "department_without_ratings", "indicator_scores": "department_without_indicators"}


def rating_problems(of: Submission) -> list[Problem]:
    """Departments that do not rate the unit's category, departments without a score, totals above the full marks."""
    strangers = [
        problem for name in ("ratings", "indicator_scores") for problem in _unknown_departments(of, of.tables[name])
    ]
    return [*strangers, *_silent_departments(of), *_totals_above_full_marks(of)]


def _unknown_departments(of: Submission, table: InputTable) -> list[Problem]:
    known = departments(of.scheme)
    rows = table.frame.join(of.units, on="unit_id", maintain_order="left").filter(pl.col("department").is_not_null())
    unrated = rows.join(known, on="category", how="anti", maintain_order="left")
    rated = rows.join(known, on="category", how="semi", maintain_order="left")
    unknown = rated.join(known, on=["category", "department"], how="anti", maintain_order="left")
    names = Names(of.scheme)
    told = with_codes_by(unknown, known.select("category", "department"), lambda _, one: names.department(one))
    return [
        *row_problems(table, told, "department", "department_unknown", ["category", *KNOWN]),
        *row_problems(table, unrated, "department", "rating_of_unrated_category", ["category"]),
    ]


def _silent_departments(of: Submission) -> list[Problem]:
    table = of.rating_table
    asked = of.units.join(departments(of.scheme), on="category", maintain_order="left_right")
    silent = asked.join(table.frame, on=["unit_id", "department"], how="anti", maintain_order="left")
    return key_problems(table, silent.select("unit_id", "department"), "score", WITHOUT[table.table.name])


def _totals_above_full_marks(of: Submission) -> list[Problem]:
    table = of.rating_table
    totals = (
        table.frame.join(of.units, on="unit_id", maintain_order="left")
        .join(departments(of.scheme), on=["category", "department"], maintain_order="left")
        .group_by("unit_id", maintain_order=True)
        .agg(total=pl.col("score").sum().cast(SCORE), full_marks=pl.col("rating_full_marks").first())
        .filter(pl.col("total") > pl.col("full_marks"))
    )
    shown = totals.with_columns(plain_text(pl.col("total", "full_marks")))
    return key_problems(table, shown, "score", "rating_total_above_full_marks", ["total", "full_marks"])

"""Grades of people within their group's quotas (rulebook §5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from contracts.problem import Place, Problem, Refused
from pay_linkage.kernels.filling import (
    OWN_ROW,
    PLACED,
    TIE,
    Filling,
    FillingRule,
    candidate_columns,
    filled,
    place_column,
    places_less_fixed,
)
from pay_linkage.kernels.order import with_tie_ranks
from pay_linkage.schemes.quotas import UNGRADED, Quotas


def quota_grades(grouped: pl.DataFrame, places: pl.DataFrame, quotas: Quotas) -> Filling:
    """Everybody who competes within a quota in a grade, as from ``filled_people``.

    Raises ``Refused`` naming the people where a tie stands on the edge of a grade and the scheme refuses such ties.
    """
    filling = filled_people(grouped, places, quotas)
    problems = _tie_problems(filling, quotas)
    if problems:
        raise Refused(problems)
    return filling


def filled_people(grouped: pl.DataFrame, places: pl.DataFrame, quotas: Quotas) -> Filling:
    """Everybody who competes within a quota in a grade (its index in ``_placed``), in their groups' order, and the
    ties at the edges.

    ``grouped`` as from ``quotas.grouped_people``, ``places`` as from ``quotas.quota_places``.
    """
    ordered = quota_candidates(grouped, places, quotas)
    filling = filled(ordered, "_number", len(quotas.grades), FillingRule(quotas.ties, quotas.vacated))
    return replace(filling, frame=filling.frame.select(ordered.columns))


def quota_candidates(grouped: pl.DataFrame, places: pl.DataFrame, quotas: Quotas) -> pl.DataFrame:
    """The people who compete within a quota as the filling expects them, their group's number in ``_number``."""
    better_than_cap = [pl.col("_cap") > grade for grade in range(len(quotas.grades))]
    keys = ["score", *quotas.break_ties]
    return with_tie_ranks(_candidates(grouped, places, quotas, keys), "_number", keys, TIE).with_columns(
        candidate_columns(quotas.grades, better_than_cap, quotas.minimum_score, "score")
    )


def _candidates(grouped: pl.DataFrame, places: pl.DataFrame, quotas: Quotas, keys: Sequence[str]) -> pl.DataFrame:
    candidates = grouped.select(
        *(OWN_ROW, "person_id", "group", "category", "unit_id", "grade_fixed"),
        *dict.fromkeys(keys),
        grade_index("grade_fixed", quotas).alias(PLACED),
        grade_index("grade_cap", quotas).fill_null(0).alias("_cap"),
    )
    return candidates.join(_open_places(candidates, places, quotas), on="group", maintain_order="left")


def individual_grades(persons: pl.DataFrame, competing: Filling, quotas: Quotas) -> pl.DataFrame:
    """``persons`` with individual_grade; ``ungraded`` for those who are not graded.

    ``competing`` as from ``quota_grades``, of these ``persons``. Where heads follow their unit, its grade is mapped to
    theirs; a fixed grade replaces the mapped one, a cap limits it.
    """
    nowhere = pl.repeat(None, persons.height, dtype=pl.Int64(), eager=True)
    placed = nowhere.scatter(competing.frame[OWN_ROW], competing.frame[PLACED])
    grade = grade_name(pl.col(PLACED), quotas)
    if quotas.heads_follow is not None:
        indices = {unit_grade: quotas.grades.index(own) for unit_grade, own in quotas.heads_follow.items()}
        mapped = pl.col("unit_grade").replace_strict(indices, default=None, return_dtype=pl.Int64)
        limited = pl.max_horizontal(mapped, grade_index("grade_cap", quotas).fill_null(0))
        followed = pl.coalesce(grade_index("grade_fixed", quotas), limited)
        grade = pl.when(pl.col("role") == "head").then(grade_name(followed, quotas)).otherwise(grade)
    joined = persons.with_columns(placed.alias(PLACED))
    return joined.with_columns(grade_or_ungraded(grade).alias("individual_grade")).drop(PLACED)


def grade_or_ungraded(grade: pl.Expr) -> pl.Expr:
    """``grade`` for the graded, ``ungraded`` for the others."""
    return pl.when(pl.col("graded") == "yes").then(grade).otherwise(pl.lit(UNGRADED))


def grade_index(column: str, quotas: Quotas) -> pl.Expr:
    """Index of an individual grade, 0 for the best; empty where the cell is."""
    indices = {name: index for index, name in enumerate(quotas.grades)}
    return pl.col(column).replace_strict(indices, default=None, return_dtype=pl.Int64)


def grade_name(index: pl.Expr, quotas: Quotas) -> pl.Expr:
    """Individual grade of an index."""
    return index.replace_strict(dict(enumerate(quotas.grades)), default=None, return_dtype=pl.String)


def _open_places(candidates: pl.DataFrame, places: pl.DataFrame, quotas: Quotas) -> pl.DataFrame:
    """Places per group less those of fixed grades, named as the filling expects them, and a number for each group."""
    columns = [place_column(index) for index in range(len(quotas.grades))]
    fixed = candidates.group_by("group").agg(
        (pl.col(PLACED) == index).sum().cast(pl.Int64).alias(column) for index, column in enumerate(columns)
    )
    taken = places.select("group").join(fixed, on="group", how="left", maintain_order="left")
    left = places_less_fixed(columns, places, taken.with_columns(pl.col(columns).fill_null(0)))
    return left.with_row_index("_number").select("group", "_number", *columns)


def _tie_problems(filling: Filling, quotas: Quotas) -> list[Problem]:
    return [
        Problem(
            "individual_grade_tie",
            Place(""),
            table="people",
            key=", ".join(people),
            facts={"group": group, "grade": quotas.grades[grade]},
        )
        for group, grade, people in filling.tied("_number", "group", "person_id")
    ]

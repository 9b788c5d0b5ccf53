"""Rank and grade of units inside their category (rulebook §4)."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from contracts.problem import Place, Problem, Refused
from pay_linkage.kernels.exact import scaled, scaled_number, whole
from pay_linkage.kernels.filling import (
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
from pay_linkage.kernels.places import places
from pay_linkage.schemes.grades import Grades
from pay_linkage.schemes.scheme import Scheme


def unit_grades(scored: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """``scored`` with rank, rank_without_coefficient, places_gained, failed and grade.

    ``scored``: the columns of ``unit_score.final_scores``, with barred and fails. Raises ``Refused`` naming the
    units where a tie stands on the edge of a grade and the scheme refuses such ties.
    """
    parts, problems = [], []
    for name, category in scheme.categories.items():
        members = scored.filter(pl.col("category") == name)
        if members.is_empty():
            continue
        filling = _filled(ranked(members, category.grades), category.grades)
        problems += _tie_problems(filling, category.grades)
        parts.append(filling.frame)
    if problems:
        raise Refused(problems)
    return pl.concat(parts, how="diagonal")


def ranked(members: pl.DataFrame, grades: Grades, field: str = "category") -> pl.DataFrame:
    """One category's units with their ranks with and without the coefficient, places gained, and whether they fail.

    ``field`` tells apart those who are ranked against each other: one category has one, many trials of it have many.
    """
    without = ["score_without_coefficient", *grades.break_ties]
    frame = with_tie_ranks(members, field, without, "rank_without_coefficient")
    frame = with_tie_ranks(frame, field, ["final_score", *grades.break_ties], "rank")
    gained = (pl.col("rank_without_coefficient") - pl.col("rank")).alias("places_gained")
    return frame.with_columns(gained, failed(grades, field).alias("failed"))


def failed(grades: Grades, field: str) -> pl.Expr:
    """Whether a unit fails: by a fail event, or below the set share of its category's highest score (rulebook §4.2)."""
    share = grades.fail_below_share_of_first
    if share is None:
        return pl.col("fails")
    highest = scaled("final_score", 4, 4).max().over(field)
    below = scaled("final_score", 4, 4) * whole(10**6) < whole(scaled_number(share, 6)) * highest
    return pl.col("fails") | ((highest > whole(0)) & below)


def unit_places(count: int, failing: int, grades: Grades) -> pl.DataFrame:
    """One row: the places of each grade among ``count`` units, less those that failed units take (rulebook §4.3,
    §4.4).
    """
    names = list(grades.names)
    all_places = pl.select(
        expr.alias(name) for name, expr in places(pl.lit(count), grades.shares, grades.places).items()
    )
    fixed = pl.DataFrame({name: [failing if name == grades.last else 0] for name in names})
    return places_less_fixed(names, all_places, fixed)


def unit_candidates(frame: pl.DataFrame, grades: Grades, field: str = "category") -> pl.DataFrame:
    """One category's units as the filling expects them: ``frame`` as from ``ranked``, with barred and failed."""
    last = len(grades.names) - 1
    barred = [pl.col("barred") if name in grades.veto_bars else pl.lit(value=False) for name in grades.names]
    counted = frame.with_columns(
        pl.len().over(field).cast(pl.Int64).alias("_units"),
        pl.col("failed").sum().over(field).cast(pl.Int64).alias("_failing"),
    )
    placed = counted.join(_open_places(counted, grades), on=["_units", "_failing"], maintain_order="left")
    return placed.drop("_units", "_failing").with_columns(
        pl.col("rank").alias(TIE),
        pl.when(pl.col("failed")).then(pl.lit(last, pl.Int64)).alias(PLACED),
        *candidate_columns(grades.names, barred, grades.minimum_score, "final_score"),
    )


def _open_places(counted: pl.DataFrame, grades: Grades) -> pl.DataFrame:
    """The places of each grade for every number of units and of failed ones among them (``_units``, ``_failing``)."""
    counts = counted.select("_units", "_failing").unique().sort("_units", "_failing")
    left = pl.concat(unit_places(units, failing, grades) for units, failing in counts.iter_rows())
    left.columns = [place_column(grade) for grade in range(len(grades.names))]
    return pl.concat([counts, left], how="horizontal")


def filled_units(frame: pl.DataFrame, grades: Grades, field: str = "category") -> Filling:
    """One category's units, as from ``ranked``, each in its grade (its index in ``_placed``)."""
    rule = FillingRule(grades.ties, grades.vacated)
    return filled(unit_candidates(frame, grades, field), field, len(grades.names), rule)


def _filled(frame: pl.DataFrame, grades: Grades) -> Filling:
    filling = filled_units(frame, grades)
    grade = pl.col(PLACED).replace_strict(dict(enumerate(grades.names)), return_dtype=pl.String)
    return replace(filling, frame=filling.frame.with_columns(grade.alias("grade")))


def _tie_problems(filling: Filling, grades: Grades) -> list[Problem]:
    return [
        Problem(
            "unit_grade_tie",
            Place(""),
            table="units",
            key=", ".join(units),
            facts={"category": category, "grade": grades.names[grade]},
        )
        for category, grade, units in filling.tied("category", "category", "unit_id")
    ]

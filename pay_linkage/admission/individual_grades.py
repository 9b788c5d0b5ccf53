"""What the scheme asks of caps and fixed grades of people (rulebook §5)."""

from __future__ import annotations

import polars as pl

from contracts.problem import Problem
from contracts.row_problems import row_problems
from pay_linkage.admission.known_codes import KNOWN, with_codes
from pay_linkage.admission.submission import Submission
from pay_linkage.schemes.names import Names

DECIDED = ("grade_cap", "grade_fixed")


def individual_grade_problems(of: Submission) -> list[Problem]:
    """Caps and fixed grades that the scheme does not know, fixed grades that are too good.

    Without quotas nobody is graded: a cap or a fixed grade, which would be of no effect, is refused. The cap of an
    ungraded person must be a known grade too, though it counts for nothing.
    """
    quotas = of.scheme.quotas
    decided = of.frame("people").filter(pl.any_horizontal(pl.col(*DECIDED).is_not_null()))
    if quotas is None:
        return _filled(of, decided)
    return _unknown(of, decided, quotas.grades) + _too_good(of, decided, quotas.grades, quotas.absorbing)


def _filled(of: Submission, decided: pl.DataFrame) -> list[Problem]:
    table = of.tables["people"]
    return [
        problem
        for column in DECIDED
        for problem in row_problems(
            table, decided.filter(pl.col(column).is_not_null()), column, f"{column}_without_quotas"
        )
    ]


def _unknown(of: Submission, decided: pl.DataFrame, grades: tuple[str, ...]) -> list[Problem]:
    grade = Names(of.scheme).grade
    return [
        problem
        for column in DECIDED
        for problem in row_problems(
            of.tables["people"],
            with_codes(decided.filter(~pl.col(column).is_in(list(grades))), grades, grade),
            column,
            f"{column}_unknown",
            KNOWN,
        )
    ]


def _too_good(of: Submission, decided: pl.DataFrame, grades: tuple[str, ...], absorbing: str) -> list[Problem]:
    """Fixed grades before the absorbing one, or before the cap; of the ungraded, for whom both count nothing, none."""
    table = of.tables["people"]
    graded = decided.filter(pl.col("graded") == "yes").with_columns(absorbing=pl.lit(absorbing))
    fixed, cap = _place("grade_fixed", grades), _place("grade_cap", grades)
    too_good = graded.filter(fixed < grades.index(absorbing))
    return [
        *row_problems(table, too_good, "grade_fixed", "grade_fixed_too_good", ["absorbing"]),
        *row_problems(table, graded.filter(fixed < cap), "grade_fixed", "grade_fixed_better_than_cap", ["grade_cap"]),
    ]


def _place(column: str, grades: tuple[str, ...]) -> pl.Expr:
    """Where the column's grade stands, 0 being the best; null where it is empty or unknown."""
    places = {grade: place for place, grade in enumerate(grades)}
    return pl.col(column).replace_strict(places, default=None, return_dtype=pl.Int64)

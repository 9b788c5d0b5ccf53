"""Filling grades with candidates in order, best grade first: units and people alike (rulebook §4.5, §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from pay_linkage.kernels.exact import scaled_number

PLACED = "_placed"
TIE = "_tie"


@dataclass(frozen=True, slots=True)
class FillingRule:
    """How a grade is filled: what happens to a tied group at the edge, and to the places of the barred."""

    ties: str
    vacated: str


@dataclass(frozen=True, slots=True)
class Filling:
    """The outcome: ``frame`` with every candidate's grade index in ``_placed``, and the ties that the rule refuses.

    ``refused``: one row per group and grade whose edge runs through a tied group, with its rank (``_tie``).
    """

    frame: pl.DataFrame
    refused: pl.DataFrame

    def tied(self, group: str, key: str) -> list[tuple[str, int, list[str]]]:
        """The refused ties: group, grade index, and the sorted ``key`` values of the tied candidates."""
        members = (
            self.frame.join(self.refused, on=[group, TIE]).group_by(group, "_grade").agg(pl.col(key).unique().sort())
        )
        return members.sort(group, "_grade").rows()


def place_column(grade: int) -> str:
    """Name of the column with a grade's places."""
    return f"_places_{grade}"


def candidate_columns(
    grades: Sequence[str], best: Sequence[pl.Expr], minimum: Mapping[str, Decimal], score: str
) -> list[pl.Expr]:
    """The columns ``_barred_G`` and ``_eligible_G`` of every grade.

    ``best`` says per grade whether a candidate is barred from it; ``minimum`` gives some grades the least ``score``
    (4 decimals) that they ask for.
    """
    barred = [expr.alias(_barred(grade)) for grade, expr in enumerate(best)]
    edges = [minimum.get(name) for name in grades]
    reached = [
        pl.lit(value=True) if edge is None else pl.col(score).to_physical() >= scaled_number(edge, 4) for edge in edges
    ]
    return [*barred, *(expr.alias(_eligible(grade)) for grade, expr in enumerate(reached))]


def _barred(grade: int) -> str:
    return f"_barred_{grade}"


def _eligible(grade: int) -> str:
    return f"_eligible_{grade}"


def filled(candidates: pl.DataFrame, group: str, grades: int, rule: FillingRule) -> Filling:
    """Place every candidate in one of ``grades`` grades (0 is the best).

    ``candidates``: ``group``; ``_tie``, the ``min`` rank in the group's order; ``_placed``, the grade of those placed
    beforehand, else empty; and per grade but the last its places in the group (``_places_G``, the same in every row
    of a
    group), ``_barred_G`` and ``_eligible_G``. What a grade leaves over or overdraws goes to the next; the last grade
    takes all who are left.
    """
    frame = candidates.sort(group, TIE)
    carry = pl.DataFrame({group: frame[group].unique(maintain_order=True)}).with_columns(_carry=pl.lit(0, pl.Int64))
    refused: list[pl.DataFrame] = []
    for grade in range(grades - 1):
        frame, carry, straddling = _fill_one(frame, carry, group, grade, rule)
        refused.append(straddling.with_columns(pl.lit(grade).alias("_grade")))
    last = pl.col(PLACED).fill_null(grades - 1)
    return Filling(frame.with_columns(last), pl.concat(refused))


def _fill_one(
    frame: pl.DataFrame, carry: pl.DataFrame, group: str, grade: int, rule: FillingRule
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    waiting = pl.col(PLACED).is_null()
    barred = waiting & pl.col(_barred(grade))
    candidate = waiting & ~pl.col(_barred(grade)) & pl.col(_eligible(grade))
    ties = (
        frame.group_by(group, TIE, maintain_order=True)
        .agg(
            pl.col(place_column(grade)).first().alias("_places"),
            waiting.sum().cast(pl.Int64).alias("_waiting"),
            barred.sum().cast(pl.Int64).alias("_barred"),
            candidate.sum().cast(pl.Int64).alias("_candidates"),
        )
        .join(carry, on=group, how="left", maintain_order="left")
        .with_columns((pl.col("_places") + pl.col("_carry")).alias("_available"))
        .with_columns(pl.col("_available").clip(lower_bound=0).alias("_quota"))
    )
    ties = ties.with_columns((pl.col("_quota") - _lapsed(group, rule)).alias("_quota"))
    ties = ties.with_columns(_before("_candidates", group).alias("_start"))
    ties = ties.with_columns(_gets(rule).alias("_gets"), _straddles().alias("_straddles"))
    taken = (pl.col("_candidates") * pl.col("_gets")).sum()
    carry = ties.group_by(group, maintain_order=True).agg((pl.col("_available").first() - taken).alias("_carry"))
    straddling = ties.filter(pl.col("_straddles") & (rule.ties == "refuse")).select(group, TIE)
    marked = frame.join(ties.select(group, TIE, "_gets"), on=[group, TIE], how="left", maintain_order="left")
    placed = pl.when(candidate & pl.col("_gets")).then(pl.lit(grade, pl.Int64)).otherwise(pl.col(PLACED))
    return marked.with_columns(placed.alias(PLACED)).drop("_gets"), carry, straddling


def _before(count: str, group: str) -> pl.Expr:
    """How many of ``count`` stand before each tied group, inside its group."""
    return pl.col(count).cum_sum().over(group) - pl.col(count)


def _lapsed(group: str, rule: FillingRule) -> pl.Expr:
    """Places that lapse: barred candidates among the first ``_quota`` of all who wait (rulebook §4.5, ``lapse``)."""
    if rule.vacated != "lapse":
        return pl.lit(0, pl.Int64)
    inside = (pl.col("_quota") - _before("_waiting", group)).clip(lower_bound=0)
    inside = pl.min_horizontal(inside, "_waiting")
    if rule.ties == "worse":
        barred_inside = pl.min_horizontal(inside, "_barred")
    else:
        barred_inside = (inside - (pl.col("_waiting") - pl.col("_barred"))).clip(lower_bound=0)
    return barred_inside.sum().over(group)


def _straddles() -> pl.Expr:
    start, end = pl.col("_start"), pl.col("_start") + pl.col("_candidates")
    return (start < pl.col("_quota")) & (end > pl.col("_quota"))


def _gets(rule: FillingRule) -> pl.Expr:
    """Whether a tied group gets the grade: it fits, or it straddles the edge and ties go to the better grade."""
    fits = pl.col("_start") + pl.col("_candidates") <= pl.col("_quota")
    return (fits | _straddles()) if rule.ties == "better" else fits


def places_less_fixed(grades: Sequence[str], places: pl.DataFrame, fixed: pl.DataFrame) -> pl.DataFrame:
    """``places`` (columns ``grades``) less those taken beforehand (``fixed``, the same columns, row by row).

    A grade that lacks places takes them from the next better grade that has some; where none has, the lack is dropped
    (rulebook §4.4, §5 ``grade_fixed``).
    """
    remaining = places
    lack = pl.Series([0] * places.height, dtype=pl.Int64)
    for grade in reversed(grades):
        balance = remaining[grade] - fixed[grade] - lack
        lack = (-balance).clip(lower_bound=0)
        remaining = remaining.with_columns(balance.clip(lower_bound=0).alias(grade))
    return remaining

"""Filling grades with candidates in order, best grade first: units and people alike (rulebook §4.5, §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from pay_linkage.kernels.exact import scaled_number
from pay_linkage.kernels.order import in_order

PLACED = "_placed"
TIE = "_tie"
OWN_ROW = "_own_row"
"""Column for the row that a candidate has in its caller's frame: by it grades find back without a join of texts."""


@dataclass(frozen=True, slots=True)
class FillingRule:
    """How a grade is filled: what happens to a tied group at the edge, and to the places of the barred."""

    ties: str
    vacated: str


@dataclass(frozen=True, slots=True)
class Filling:
    """The outcome: ``frame`` with every candidate's grade index in ``_placed``, and the ties at the edges.

    ``straddling``: one row per group and grade whose edge runs through a tied group, with its rank (``_tie``) and the
    grade (``_grade``); ``refused`` those of them that the rule refuses.
    """

    frame: pl.DataFrame
    straddling: pl.DataFrame
    refused: pl.DataFrame

    def tied(self, group: str, name: str, key: str) -> list[tuple[str, int, list[str]]]:
        """The refused ties: the group's ``name``, grade index, and the sorted ``key`` values of the tied candidates."""
        if self.refused.is_empty():
            return []
        members = (
            self.frame.join(self.refused, on=[group, TIE]).group_by(name, "_grade").agg(pl.col(key).unique().sort())
        )
        return members.sort(name, "_grade").rows()


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
    barred = [expr.alias(barred_column(grade)) for grade, expr in enumerate(best)]
    edges = [minimum.get(name) for name in grades]
    reached = [
        pl.lit(value=True) if edge is None else pl.col(score).to_physical() >= scaled_number(edge, 4) for edge in edges
    ]
    return [*barred, *(expr.alias(_eligible(grade)) for grade, expr in enumerate(reached))]


def barred_column(grade: int) -> str:
    """Name of the column that tells who is barred from a grade."""
    return f"_barred_{grade}"


def _eligible(grade: int) -> str:
    return f"_eligible_{grade}"


def filled(candidates: pl.DataFrame, group: str, grades: int, rule: FillingRule) -> Filling:
    """Place every candidate in one of ``grades`` grades (0 is the best).

    ``candidates``: ``group`` (whole numbers are fastest); ``_tie``, the ``min`` rank in the group's order; ``_placed``,
    the grade of those placed beforehand, else empty; and per grade but the last its places in the group
    (``_places_G``, the same in every row of a group), ``_barred_G`` and ``_eligible_G``. What a grade leaves over or
    overdraws goes to the next; the last grade takes all who are left.
    """
    frame = in_order(candidates, group, TIE).with_columns(
        pl.lit(0, pl.Int64).alias("_carry"), _starts_tie(group).alias("_first"), *_bounds("group", _starts(group))
    )
    frame = frame.with_columns(_bounds("run", pl.col("_first")))
    straddling: list[pl.DataFrame] = []
    for grade in range(grades - 1):
        frame = _with_edge(_with_standing(frame, grade), rule)
        straddling.append(frame.filter("_first", "_straddles").select(group, TIE, pl.lit(grade).alias("_grade")))
        frame = frame.with_columns(
            pl.when("_gets").then(pl.lit(grade, pl.Int64)).otherwise(pl.col(PLACED)).alias(PLACED)
        )
    nobody = frame.clear().select(group, TIE, pl.lit(0).alias("_grade"))
    edges = pl.concat([nobody, *straddling])
    refused = edges if rule.ties == "refuse" else nobody
    return Filling(frame.with_columns(pl.col(PLACED).fill_null(grades - 1)), edges, refused)


def _starts(column: str) -> pl.Expr:
    changes = pl.col(column).ne_missing(pl.col(column).shift(1))
    return changes | (pl.int_range(pl.len()) == 0)


def _starts_tie(group: str) -> pl.Expr:
    return _starts(group) | _starts(TIE)


def _bounds(part: str, starts: pl.Expr) -> list[pl.Expr]:
    """The rows on which the part of the frame to which a row belongs begins and ends; ``starts`` says where one does.

    The frame is sorted, so sums over a part are differences of running sums: far cheaper than grouping anew each time.
    """
    row, ends = pl.int_range(pl.len(), dtype=pl.UInt32), starts.shift(-1, fill_value=True)
    return [
        pl.when(starts).then(row).forward_fill().alias(f"_{part}_begin"),
        pl.when(ends).then(row).backward_fill().alias(f"_{part}_end"),
    ]


def _total(column: str, part: str) -> pl.Expr:
    """Sum of a column over the row's ``part`` of the frame, its group or its tied group (``run``)."""
    running = pl.col(column).cum_sum()
    return running.gather(f"_{part}_end") - _running_before(column).gather(f"_{part}_begin")


def _running_before(column: str) -> pl.Expr:
    return pl.col(column).cum_sum() - pl.col(column)


def _with_standing(frame: pl.DataFrame, grade: int) -> pl.DataFrame:
    """Who still waits, who of them is barred from the grade and who competes for it (0 or 1); and its places.

    Each with how many stand before the row in its group (``_before``).
    """
    waiting = pl.col(PLACED).is_null()
    barred = waiting & pl.col(barred_column(grade))
    competes = waiting & ~pl.col(barred_column(grade)) & pl.col(_eligible(grade))
    frame = frame.with_columns(
        waiting.cast(pl.Int64).alias("_waiting"),
        barred.cast(pl.Int64).alias("_barred"),
        competes.cast(pl.Int64).alias("_competes"),
        (pl.col(place_column(grade)) + pl.col("_carry")).alias("_available"),
    )
    return frame.with_columns(
        (_running_before(count) - _running_before(count).gather("_group_begin")).alias(f"{count}_before")
        for count in ("_waiting", "_competes")
    )


def _with_edge(frame: pl.DataFrame, rule: FillingRule) -> pl.DataFrame:
    """Who gets the grade (``_gets``), which tied groups its edge runs through (``_straddles``), what is carried on."""
    quota = pl.col("_available").clip(lower_bound=0)
    if rule.vacated == "lapse":
        frame = frame.with_columns(_barred_inside(quota, rule).alias("_barred_inside"))
        frame = frame.with_columns(pl.when("_first").then("_barred_inside").otherwise(0).alias("_lapsed"))
        quota = quota - _total("_lapsed", "group")
    start = pl.col("_competes_before").gather("_run_begin")
    frame = frame.with_columns(
        quota.alias("_quota"), start.alias("_start"), (start + _total("_competes", "run")).alias("_end")
    )
    straddles = (pl.col("_start") < pl.col("_quota")) & (pl.col("_end") > pl.col("_quota"))
    gets = (straddles | _fits()) if rule.ties == "better" else _fits()
    gains = gets & (pl.col("_competes") == 1)
    frame = frame.with_columns(
        straddles.alias("_straddles"), gains.alias("_gets"), gains.cast(pl.Int64).alias("_taken")
    )
    return frame.with_columns((pl.col("_available") - _total("_taken", "group")).alias("_carry"))


def _fits() -> pl.Expr:
    return pl.col("_end") <= pl.col("_quota")


def _barred_inside(quota: pl.Expr, rule: FillingRule) -> pl.Expr:
    """Barred candidates of each tied group among the first ``quota`` of all who wait: their places lapse (§4.5)."""
    start = pl.col("_waiting_before").gather("_run_begin")
    waiting, barred = _total("_waiting", "run"), _total("_barred", "run")
    inside = pl.min_horizontal((quota - start).clip(lower_bound=0), waiting)
    if rule.ties == "worse":
        return pl.min_horizontal(inside, barred)
    return (inside - (waiting - barred)).clip(lower_bound=0)


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

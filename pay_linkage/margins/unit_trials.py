"""What a unit would get if one of its values were another one: its whole category, ranked and graded by the rules."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pay_linkage.kernels.exact import scaled, shown
from pay_linkage.kernels.filling import PLACED, TIE
from pay_linkage.margins.field import Field
from pay_linkage.margins.line import Line
from pay_linkage.margins.search import Outcome, Trial
from pay_linkage.rules.rating import rank_coefficient, with_tenths
from pay_linkage.rules.unit_grade import filled_units, ranked
from pay_linkage.rules.unit_score import score_columns

MOVED = {"scaled_sum": 8, "unscaled_sum": 8, "rating_total": 4, "bonus": 4, "deduction": 4, "final_score": 4}
"""Columns of a unit's row that a line can move, and their decimals."""
TRIAL, MOVER = "_trial", "_mover"
MOST_ROWS = 400_000


def standings(field: Field) -> dict[str, Outcome]:
    """What every unit gets as things are: unit_id → outcome."""
    frame = filled_units(ranked(field.scored, field.grades), field.grades).frame
    return {unit: Outcome(grade, rank) for unit, grade, rank in frame.select("unit_id", PLACED, TIE).iter_rows()}


def unit_outcomes(field: Field, lines: Sequence[Line], trials: Sequence[Trial]) -> list[Outcome]:
    """The outcome of every trial for the unit that is moved, in the order of ``trials``."""
    at_once = max(1, MOST_ROWS // field.scored.height)
    parts = (trials[start : start + at_once] for start in range(0, len(trials), at_once))
    return [outcome for part in parts for outcome in _outcomes(field, lines, part)]


def _outcomes(field: Field, lines: Sequence[Line], trials: Sequence[Trial]) -> list[Outcome]:
    filling = filled_units(ranked(_scored(field, _moves(lines, trials)), field.grades, TRIAL), field.grades, TRIAL)
    refused = set(filling.refused[TRIAL])
    own = filling.frame.filter(pl.col("unit_id") == pl.col(MOVER)).sort(TRIAL)
    rows = own.select(TRIAL, PLACED, TIE).iter_rows()
    return [Outcome(grade, rank, trial in refused) for trial, grade, rank in rows]


def _moves(lines: Sequence[Line], trials: Sequence[Trial]) -> pl.DataFrame:
    """One row a trial: the unit, and what stands in its row where it is moved."""
    moved = [(lines[line].mover, lines[line].moved(lines[line].nearest(stretch))) for line, stretch in trials]
    rows = [(unit, *(values.get(column) for column in MOVED)) for unit, values in moved]
    schema = {MOVER: pl.String(), **{f"_{column}": pl.Int128() for column in MOVED}}
    return pl.DataFrame(rows, schema=schema, orient="row").with_row_index(TRIAL)


def _scored(field: Field, moves: pl.DataFrame) -> pl.DataFrame:
    """The category's units once for each trial, with the scores that follow."""
    frame = moves.join(field.scored, how="cross").with_columns(
        _value(column) for column in MOVED if column != "final_score"
    )
    base = scaled("scaled_sum", 8, 8) + scaled("unscaled_sum", 8, 8)
    frame = frame.with_columns(
        shown(base, 8).alias("base_score"),
        shown(scaled("bonus", 4, 4) - scaled("deduction", 4, 4), 4).alias("adjustment"),
    )
    rule = field.category.rating.coefficient if field.category.rating else None
    if rule is not None and frame["_rating_total"].count():
        coefficient = rank_coefficient(rule, field.scored.height).alias("coefficient")
        frame = with_tenths(frame, TRIAL, rule).with_columns(coefficient)
    return frame.with_columns(score_columns(field.decimals)).with_columns(_value("final_score"))


def _value(column: str) -> pl.Expr:
    """The column, with another value for the unit that is moved where the trial gives it one."""
    own = (pl.col("unit_id") == pl.col(MOVER)) & pl.col(f"_{column}").is_not_null()
    return pl.when(own).then(shown(pl.col(f"_{column}"), MOVED[column])).otherwise(pl.col(column)).alias(column)

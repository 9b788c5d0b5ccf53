"""By what people are told apart: size of the unit, category, role, and the columns that the user names."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from contracts.columns import COLUMNS
from contracts.input_table import ROW
from contracts.problem import Place, Problem, Refused
from pay_linkage.figures.fairness.sizes import size_order, size_text
from pay_linkage.figures.pay import bin_width
from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.kernels.exact import scaled, shown, whole

ALWAYS = ("unit_size", "category", "role")
NAMES_ONE = frozenset({"person_id", "person_name", "id_number", "unit_name"})
"""Columns that tell every person or unit apart: by them there is nothing to compare."""
TRAIT = "trait"


def traits(run: ReportedRun, asked: Sequence[str], further: pl.DataFrame | None) -> list[pl.DataFrame]:
    """A frame for each of ``ALWAYS`` and the ``asked`` columns: person_id, ``trait`` (text), ``order``; its name is the
    frame's ``column``. ``further``: person_id or unit_id, and columns that the run's tables do not have.

    Raises ``Refused`` with every asked column that there is none of.
    """
    people = _people(run, further)
    known = [name for name in people.columns if name not in NAMES_ONE and name not in {ROW, "unit_size"}]
    unknown = [name for name in asked if _found(name, known) is None]
    if unknown:
        facts = {"known": ", ".join(known)}
        raise Refused([Problem("fairness_column_unknown", Place(""), value=name, facts=facts) for name in unknown])
    named = [name for name in (_found(one, known) for one in asked) if name is not None]
    return [_trait(people, name) for name in dict.fromkeys((*ALWAYS, *named))]


def _people(run: ReportedRun, further: pl.DataFrame | None) -> pl.DataFrame:
    """Everybody with the columns of people and of the last unit, and its size: its people who are paid."""
    units = run.inputs.units.drop(ROW)
    persons = run.results["person_results"].select("person_id", "unit_id")
    joined = run.inputs.people.drop(ROW).join(persons, on="person_id").join(units, on="unit_id")
    sized = joined.with_columns(pl.len().over("unit_id").cast(pl.Int64).alias("unit_size"))
    if further is None:
        return sized
    key = "person_id" if "person_id" in further.columns else "unit_id"
    return sized.join(further, on=key, how="left", suffix="_further")


def _found(name: str, known: Sequence[str]) -> str | None:
    """The column of that name, or that is called so in either language."""
    for column in known:
        called = COLUMNS.get(column)
        if name == column or (called is not None and name in called.headings):
            return column
    return None


def _trait(people: pl.DataFrame, column: str) -> pl.DataFrame:
    value = pl.col(column)
    if column == "unit_size":
        order = size_order(value)
        text = size_text(order)
    elif people.schema[column].is_decimal():
        text, order = _band(people, column)
    else:
        text, order = value.cast(pl.String).fill_null(""), pl.lit(0, pl.Int64)
    return people.select("person_id", text.alias(TRAIT), order.alias("order"), pl.lit(column).alias("column"))


def _band(people: pl.DataFrame, column: str) -> tuple[pl.Expr, pl.Expr]:
    """Bands of a number with round ends, so that none of them shows anybody's own."""
    scale = COLUMNS[column].scale
    width = bin_width(int(people.select(scaled(column, scale, scale).max()).item() or 0) * 4)
    start = scaled(column, scale, scale) // whole(width) * whole(width)
    text = pl.concat_str(shown(start, scale).cast(pl.String).str.strip_suffix("." + "0" * scale), pl.lit(" –"))
    return text.fill_null(""), start.cast(pl.Int64).fill_null(-1)

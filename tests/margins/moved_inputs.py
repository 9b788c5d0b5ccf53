"""A case with one value moved, graded by the real chain; what no input cell holds is moved where the rules give it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import polars as pl
from properties.admitted_cases import AdmittedCase

from contracts.problem import Refused
from pay_linkage import chain
from pay_linkage.admission import Inputs

Row = dict[str, Any]
SCORE = pl.Decimal(38, 4)


def unit_result(case: AdmittedCase, margin: Row, value: Decimal) -> Row | None:
    """The unit's row of the results with the margin's value at ``value``; nothing where the rules refuse the ties."""
    inputs, unit = case.inputs, margin["unit_id"]
    with _moved(case, margin, value) as moved:
        try:
            results = chain.assess_units(moved or inputs, case.scheme)
        except Refused:
            return None
    return results.row(by_predicate=pl.col("unit_id") == unit, named=True)


def person_grade(case: AdmittedCase, units: pl.DataFrame, person: str, value: Decimal) -> str | None:
    """The person's grade with another score."""
    people = _with(case.inputs.people, pl.col("person_id") == person, "score", value)
    try:
        graded = chain.fill_quotas(replace(case.inputs, people=people), case.scheme, units).persons
    except Refused:
        return None
    return str(graded.row(by_predicate=pl.col("person_id") == person, named=True)["individual_grade"])


@contextmanager
def _moved(case: AdmittedCase, margin: Row, value: Decimal) -> Iterator[Inputs | None]:
    """The inputs with the value moved, or none while a rule's result is."""
    inputs, unit, kind, code = (
        case.inputs,
        pl.col("unit_id") == margin["unit_id"],
        margin["lever_kind"],
        margin["lever"],
    )
    own = unit & (pl.col("component") == code)
    if kind == "component" and inputs.component_scores.filter(own, pl.col("score").is_not_null()).height:
        yield replace(inputs, component_scores=_with(inputs.component_scores, own, "score", value))
    elif kind == "component":
        with _after("ballot_scores", lambda frame: _with(frame, own, "score", value)):
            yield None
    elif kind == "rating":
        department = unit & (pl.col("department") == code)
        yield replace(inputs, ratings=_with(inputs.ratings, department, "score", value))
    elif kind == "indicator":
        names = dict(zip(("department", "indicator_1", "indicator_2"), code.split(" / "), strict=True))
        cell = unit & pl.all_horizontal(pl.col(name) == text for name, text in names.items())
        yield replace(inputs, indicator_scores=_with(inputs.indicator_scores, cell, "score", value))
    elif kind == "final_score":
        with _after("final_scores", lambda frame: _with(frame, unit, "final_score", value)):
            yield None
    else:
        with _after("adjustments", lambda frame: _adjusted(_with(frame, unit, kind, value))):
            yield None


def _with(frame: pl.DataFrame, cell: pl.Expr, column: str, value: Decimal) -> pl.DataFrame:
    moved = pl.when(cell).then(pl.lit(value, SCORE)).otherwise(pl.col(column)).alias(column)
    assert frame.filter(cell).height == 1
    return frame.with_columns(moved)


def _adjusted(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns((pl.col("bonus") - pl.col("deduction")).cast(SCORE).alias("adjustment"))


@contextmanager
def _after(rule: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Iterator[None]:
    """While this lasts, ``change`` is made to what the rule gives to the chain."""
    given = getattr(chain, rule)
    with patch.object(chain, rule, lambda *tables: change(given(*tables))):
        yield

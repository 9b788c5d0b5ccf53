"""Promise 3: the order of the rows does not matter (``PAY_LINKAGE_CASES=10000`` for that many shuffles)."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from itertools import islice
from random import Random

import polars as pl

from pay_linkage.admission import Inputs

from .admitted_cases import AdmittedCase, admitted_cases, same_tables
from .cases_wanted import cases_wanted

SHUFFLES_PER_CASE = 4
CASES = max(1, cases_wanted(120) // SHUFFLES_PER_CASE)


def _shuffled(inputs: Inputs, rng: Random) -> Inputs:
    """The same rows in another order, in every table."""
    frames = {field.name: getattr(inputs, field.name) for field in fields(inputs) if field.name != "cycle"}
    return replace(inputs, **{name: _in_another_order(frame, rng) for name, frame in frames.items()})


def _in_another_order(frame: pl.DataFrame, rng: Random) -> pl.DataFrame:
    order = list(range(frame.height))
    rng.shuffle(order)
    return frame[order]


def _changed(case: AdmittedCase) -> list[str]:
    rng = Random(f"shuffle {case.seed}")
    shuffles = [case.recalculated(_shuffled(case.inputs, rng)) for _ in range(SHUFFLES_PER_CASE)]
    return [table for results in shuffles for table in same_tables(case.results, results)]


def test_shuffled_rows_change_nothing() -> None:
    changed: Counter[int] = Counter()
    rows = 0
    for case in islice(admitted_cases(5_000), CASES):
        changed[case.seed] += len(_changed(case))
        rows += case.results.pay_lines.height
    assert {seed: tables for seed, tables in changed.items() if tables} == {}
    assert rows > 5 * CASES  # there was something to shuffle

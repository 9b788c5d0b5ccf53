"""People whose grade, amount or held part moved, each with the cause."""

from __future__ import annotations

import polars as pl

from contracts.words import Words
from pay_linkage.diff.person_causes import with_causes
from pay_linkage.diff.two_runs import Side, TwoRuns, differs, moved_rows, side_by_side
from pay_linkage.kernels.matching import matched

MOVED = ("individual_grade", "amount", "held")
COLUMNS = (
    "person_id",
    "unit_id",
    "individual_grade_before",
    "individual_grade_after",
    "held_before",
    "held_after",
    "amount_before",
    "amount_after",
    "difference",
    "cause_zh",
    "cause_en",
)


def person_moves(
    runs: TwoRuns, changed: pl.DataFrame, units: pl.DataFrame, differences: pl.DataFrame, general: Words
) -> pl.DataFrame:
    """The people who moved, came or went (``COLUMNS``), by person_id; ``unit_id`` is the last unit.

    ``changed`` as from ``changed_rows``, ``units`` as from ``unit_moves``, ``differences`` as from
    ``rules.delta.differences``; ``general`` is the cause where nothing else is.
    """
    key = ["person_id"]
    persons = side_by_side(*moved_rows(_persons(runs.before), _persons(runs.after), key), key)
    moved = persons.filter(differs(*MOVED)).join(
        differences.select("person_id", "difference"), on="person_id", how="left", maintain_order="left"
    )
    told = with_causes(moved, runs, changed, units, general)
    return told.with_columns(pl.coalesce("unit_id_after", "unit_id_before").alias("unit_id")).select(COLUMNS)


def _persons(run: Side) -> pl.DataFrame:
    """person_id, unit_id, individual_grade, held, amount of everybody who is paid."""
    results = run.table("person_results").select("person_id", "unit_id", "individual_grade")
    return matched(run.table("payroll"), results, "person_id", "left")

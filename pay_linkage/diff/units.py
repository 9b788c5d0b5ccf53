"""Units whose score, rank, coefficient or grade moved, each with its cause."""

from __future__ import annotations

import polars as pl

from contracts.words import Words
from pay_linkage.diff.sentences import of_unit
from pay_linkage.diff.two_runs import TwoRuns, differs
from pay_linkage.diff.unit_causes import UnitCauses

MOVED = ("final_score", "rank", "coefficient", "grade")
COLUMNS = (
    "unit_id",
    "unit_name",
    "category",
    *(f"{name}_{when}" for name in MOVED for when in ("before", "after")),
    "cause_zh",
    "cause_en",
)


def unit_moves(runs: TwoRuns, changed: pl.DataFrame, general: Words) -> pl.DataFrame:
    """The units that moved, came or went (``COLUMNS``), by category and rank.

    ``said_en`` and ``said_zh`` are what their people are told. ``changed`` as from ``changed_rows``; ``general`` is the
    cause where no row of the inputs explains anything.
    """
    units = runs.table("unit_results", ["unit_id"])
    moved = units.filter(differs(*MOVED, "category"))
    causes = UnitCauses(units, changed.filter(pl.col("unit_id").is_not_null()), general)
    rows = moved.rows(named=True)
    told = {
        "cause": [causes.of(row) for row in rows],
        "said": [of_unit(row["unit_id"], causes.in_full(row)) for row in rows],
    }
    return (
        moved.with_columns(pl.coalesce("category_after", "category_before").alias("category"))
        .join(_names(runs), on="unit_id", how="left", maintain_order="left")
        .with_columns(
            pl.Series(f"{name}_{lang}", [getattr(words, lang) for words in said], dtype=pl.String)
            for name, said in told.items()
            for lang in Words._fields
        )
        .select(*COLUMNS, "said_en", "said_zh")
        .sort("category", "rank_after", "rank_before", "unit_id", nulls_last=True)
    )


def _names(runs: TwoRuns) -> pl.DataFrame:
    """unit_id, unit_name: the later run's name where it has the unit."""
    both = [run.input("units").select("unit_id", "unit_name") for run in (runs.after, runs.before)]
    return pl.concat(both).unique("unit_id", keep="first", maintain_order=True)

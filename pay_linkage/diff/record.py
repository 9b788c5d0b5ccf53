"""The comparison as plain values, for ``--json``: people by person_id only."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from contracts.columns import COLUMNS
from contracts.correction_columns import CORRECTION_COLUMNS
from contracts.problem import WITHHELD
from pay_linkage.diff.comparison import Diff


def as_record(diff: Diff) -> Mapping[str, object]:
    """Ids of the runs, units, people, money and corrections; numbers and days as text, so that none loses a digit."""
    return {
        "before": diff.runs.before.name,
        "after": diff.runs.after.name,
        "units": plain_rows(diff.units),
        "people": plain_rows(diff.people),
        "money": plain_rows(diff.money),
        "corrections": plain_rows(shown_corrections(diff.corrections)),
    }


def shown_corrections(corrections: pl.DataFrame) -> pl.DataFrame:
    """The corrections with the values of a person's columns withheld."""
    personal = [name for name, column in COLUMNS.items() if column.personal]
    shown = [
        pl.when(pl.col("column").is_in(personal)).then(pl.lit(WITHHELD)).otherwise(pl.col(name)).alias(name)
        for name in ("old_value", "new_value")
    ]
    return corrections.with_columns(shown).select("run_id", *(column.name for column in CORRECTION_COLUMNS))


def plain_rows(frame: pl.DataFrame) -> list[dict[str, object]]:
    """The rows as plain values, numbers and days as text."""
    as_text = pl.selectors.decimal() | pl.selectors.date()
    return frame.with_columns(as_text.cast(pl.String)).rows(named=True)

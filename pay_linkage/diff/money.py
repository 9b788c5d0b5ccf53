"""What two runs come to, and what lies between them."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from pay_linkage.diff.two_runs import TwoRuns

MEASURES = ("total_before", "total_after", "supplement", "recovery", "held_before", "held_after")
COLUMNS = pl.Schema({"measure": pl.String(), "head_count": pl.Int64(), "amount": pl.Decimal(38, 2)})


def money(runs: TwoRuns, differences: pl.DataFrame) -> pl.DataFrame:
    """One row a measure (``MEASURES``): how many people, and yuan; a recovery is negative.

    ``differences`` as from ``rules.delta.differences`` between the two runs' payrolls. ``held_after`` is what holding
    harmless costs beyond the pools.
    """
    before, after = (run.table("payroll") for run in (runs.before, runs.after))
    amounts = {
        "total_before": before["amount"],
        "total_after": after["amount"],
        "supplement": differences.filter(pl.col("kind") == "supplement")["difference"],
        "recovery": differences.filter(pl.col("kind") == "recovery")["difference"],
        "held_before": before.filter(pl.col("held") > 0)["held"],
        "held_after": after.filter(pl.col("held") > 0)["held"],
    }
    rows = [(measure, len(amounts[measure]), amounts[measure].sum() or Decimal(0)) for measure in MEASURES]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")

"""What the scheme asks of the units (rulebook §10)."""

from __future__ import annotations

import polars as pl

from contracts.problem import Problem
from contracts.row_problems import row_problems
from pay_linkage.admission.submission import Submission


def unit_problems(of: Submission) -> list[Problem]:
    """Units whose category the scheme does not have."""
    table = of.tables["units"]
    unknown = table.frame.filter(~pl.col("category").is_in(list(of.scheme.categories)))
    known = pl.lit(", ".join(of.scheme.categories)).alias("known")
    return row_problems(table, unknown.with_columns(known), "category", "category_unknown", ["known"])

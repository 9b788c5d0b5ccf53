"""What the scheme asks of the units (rulebook §10)."""

from __future__ import annotations

import polars as pl

from contracts.problem import Problem
from contracts.row_problems import row_problems
from pay_linkage.admission.known_codes import KNOWN, with_codes
from pay_linkage.admission.submission import Submission
from pay_linkage.schemes.names import Names


def unit_problems(of: Submission) -> list[Problem]:
    """Units whose category the scheme does not have."""
    table = of.tables["units"]
    unknown = table.frame.filter(~pl.col("category").is_in(list(of.scheme.categories)))
    told = with_codes(unknown, of.scheme.categories, Names(of.scheme).category)
    return row_problems(table, told, "category", "category_unknown", KNOWN)

"""What the scheme asks of the units (rulebook §10)."""

from __future__ import annotations

import polars as pl

from contracts.problem import Problem
from contracts.row_problems import row_problems
from pay_linkage.admission.known_codes import KNOWN, with_codes
from pay_linkage.admission.submission import Submission
from pay_linkage.schemes import Scheme
from pay_linkage.schemes.names import Names
from pay_linkage.schemes.quotas import pooled_groups


def unit_problems(of: Submission) -> list[Problem]:
    """Units whose category the scheme does not have, and units named like a group of small units (rulebook §5)."""
    table = of.tables["units"]
    unknown = table.frame.filter(~pl.col("category").is_in(list(of.scheme.categories)))
    told = with_codes(unknown, of.scheme.categories, Names(of.scheme).category)
    alike = table.frame.filter(pl.col("unit_id").is_in(_pooled_groups(of.scheme)))
    return [
        *row_problems(table, told, "category", "category_unknown", KNOWN),
        *row_problems(table, alike, "unit_id", "unit_named_as_group"),
    ]


def _pooled_groups(scheme: Scheme) -> list[str]:
    """The names of the groups in which the people of small units are pooled, where the scheme pools them."""
    if scheme.quotas is None or scheme.quotas.small_units is None:
        return []
    return pooled_groups({name: category.grades.names for name, category in scheme.categories.items()})

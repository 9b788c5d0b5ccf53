"""What the cycle asks of people's assignments (rulebook §5)."""

from __future__ import annotations

import polars as pl

from contracts.keys import without_partner
from contracts.problem import Problem
from contracts.row_problems import row_problems
from pay_linkage.admission.submission import Submission


def assignment_problems(of: Submission) -> list[Problem]:
    """People without an assignment in the cycle; nobody is judged where the table was not given."""
    if "assignments" not in of.given:
        return []
    table = of.tables["people"]
    idle = without_partner(table.frame, of.assignments_in_cycle, "person_id")
    cycle = pl.lit(str(of.cycle)).alias("cycle")
    return row_problems(table, idle.with_columns(cycle), "person_id", "person_without_assignment", ["cycle"])

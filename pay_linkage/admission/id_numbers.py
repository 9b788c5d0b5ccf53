"""What is asked of residents' identity numbers (GB 11643), and what the cycle asks of them.

Stays out: other documents' numbers, and who holds the number (nothing here looks anybody up).
"""

from __future__ import annotations

from datetime import date

import polars as pl

from contracts.input_table import ROW
from contracts.problem import Problem
from contracts.resident_number import has_check_character, has_form, resident_numbers
from contracts.row_problems import row_problems
from pay_linkage.admission.submission import Submission

FORM, CHECK, BIRTH, FUTURE = (
    "resident_number_malformed",
    "resident_number_check_digit_wrong",
    "resident_number_birth_date_impossible",
    "resident_number_born_after_cycle",
)


def id_number_problems(of: Submission) -> list[Problem]:
    """Residents' numbers that nobody can have: one problem each, the first that applies; no message repeats a number.

    A birth after the cycle's last day is judged by the cycle and not by the clock.
    """
    table = of.tables["people"]
    numbers = resident_numbers(table.frame)
    faulty = numbers.with_columns(fault=_fault(date(of.cycle, 12, 31))).filter(pl.col("fault").is_not_null())
    if faulty.is_empty():
        return []
    rows = table.frame.join(faulty.select(ROW, "fault"), on=ROW, maintain_order="left")
    cycle = pl.lit(str(of.cycle)).alias("cycle")
    return [
        problem
        for code in (FORM, CHECK, BIRTH, FUTURE)
        for problem in row_problems(
            table, rows.filter(pl.col("fault") == code).with_columns(cycle), "id_number", code, ["cycle"]
        )
    ]


def _fault(last_day: date) -> pl.Expr:
    return (
        pl.when(~has_form())
        .then(pl.lit(FORM))
        .when(~has_check_character())
        .then(pl.lit(CHECK))
        .when(pl.col("birth_date").is_null())
        .then(pl.lit(BIRTH))
        .when(pl.col("birth_date") > last_day)
        .then(pl.lit(FUTURE))
    )

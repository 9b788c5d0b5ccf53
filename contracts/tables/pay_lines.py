"""One line of pay per assignment in the cycle (rulebook §6, §7, §11)."""

from __future__ import annotations

import polars as pl

from contracts.table import RowRule, Table

NOT_NEGATIVE = RowRule(
    "amount_is_negative_only_as_its_coefficient_is",
    "amount",
    pl.col("amount").is_null() | (pl.col("amount") >= 0) | (pl.col("unit_coefficient") < 0).fill_null(value=False),
    "result_amount_negative",
)
"""A rank far below the anchor can have a coefficient below 0 (rulebook §2), and then so is what the line pays."""

PAY_LINES = Table(
    name="pay_lines",
    zh="发放明细",
    en="Pay lines",
    required=("person_id", "unit_id", "start_date"),
    empty_cells=("end_date", "time_share", "base_pay", "individual_coefficient", "unit_coefficient", "amount"),
    key=("person_id", "start_date"),
    rules=(NOT_NEGATIVE,),
)

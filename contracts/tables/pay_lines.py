"""One line of pay per assignment in the cycle (rulebook §6, §7, §11)."""

from __future__ import annotations

from contracts.table import Table, not_negative

PAY_LINES = Table(
    name="pay_lines",
    zh="发放明细",
    en="Pay lines",
    required=("person_id", "unit_id", "start_date"),
    empty_cells=("end_date", "time_share", "base_pay", "individual_coefficient", "unit_coefficient", "amount"),
    key=("person_id", "start_date"),
    rules=(not_negative("amount", "result_amount_negative"),),
)

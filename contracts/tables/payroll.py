"""What each person is paid, held parts included (rulebook §6, §8, §11)."""

from __future__ import annotations

from contracts.table import Table, not_negative

PAYROLL = Table(
    name="payroll",
    zh="发放汇总",
    en="Payroll",
    required=("person_id", "held", "amount"),
    key=("person_id",),
    rules=(not_negative("held", "result_held_negative"),),
)

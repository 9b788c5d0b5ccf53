"""Pools of money, told from base pay and days alone: tight ones bind, loose ones do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sample_data.generator.decimals import money_text
from sample_data.generator.roster import Roster
from sample_data.generator.table_rows import Row

ROUND = 100_00
"""Pools are whole hundreds of yuan."""
DAYS = 365


def paid_days(roster: Roster, cycle: int) -> dict[str, int]:
    """Unit → Σ base pay in cents × days in the cycle, over its assignments."""
    pay = {row["person_id"]: int(row["base_pay"].replace(".", "")) for row in roster.people}
    first, last = date(cycle, 1, 1), date(cycle, 12, 31)
    found: dict[str, int] = defaultdict(int)
    for row in roster.assignments:
        start = max(date.fromisoformat(row["start_date"]), first)
        end = min(date.fromisoformat(row["end_date"]) if row["end_date"] else last, last)
        found[row["unit_id"]] += pay[row["person_id"]] * max(0, (end - start).days + 1)
    return dict(found)


def pool_rows(paid: Mapping[str, int], thousandths: Mapping[str, int]) -> list[Row]:
    """Each scope's pool: so many thousandths of what its people would get with coefficients of 1, rounded down."""
    return [
        {"scope_id": scope, "amount": money_text(paid.get(scope, 0) * share // 1000 // DAYS // ROUND * ROUND)}
        for scope, share in thousandths.items()
    ]

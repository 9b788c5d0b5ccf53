"""The merged organ of 2018: everybody's grade is fixed, and its pool is exactly what its lines are worth.

A third of its people came at mid-year with an odd number of cents, so each of their lines rounds up by half a cent: the
exact sum fits the pool, the rounded lines do not.
"""

from __future__ import annotations

from datetime import date

from sample_data.generator.decimals import money_text
from sample_data.generator.district_2018_units import ORGANS
from sample_data.generator.roster import Roster
from sample_data.generator.table_rows import Row

MERGED = next(unit for unit in ORGANS if unit.unit_id == "0224")
FULL_PAY = 36_000_00
HALF_YEAR_PAY = 40_000_01
HALF_YEARS = 8
FIXED = {"grade_fixed": "competent"}


def take_on_merged(roster: Roster) -> None:
    """Its head and staff, all fixed as competent, which is more than the places for it."""
    spells = [(MERGED.unit_id, date(2016, 7, 1), None)]
    roster.add(list(spells), FULL_PAY, role="head", score="85", **FIXED)
    for place in range(MERGED.staff):
        late = place < HALF_YEARS
        start = date(2018, 7, 1) if late else date(2016, 7, 1)
        roster.add([(MERGED.unit_id, start, None)], HALF_YEAR_PAY if late else FULL_PAY, score=str(70 + place), **FIXED)


def merged_pool() -> Row:
    """Whole years and half years with a coefficient of 1, exactly."""
    years = MERGED.staff + MERGED.heads - HALF_YEARS
    return {
        "scope_id": MERGED.unit_id,
        "amount": money_text(years * FULL_PAY + HALF_YEARS * HALF_YEAR_PAY // 2),
    }

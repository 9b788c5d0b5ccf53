"""The people of the sample district of 2018: ordinary units by draws, small and merged ones by hand."""

from __future__ import annotations

from datetime import date
from functools import cache

from sample_data.generator.district_2018_units import ORGANS, SPECIAL, TOWNSHIPS
from sample_data.generator.draws import Draws
from sample_data.generator.merged_unit import MERGED, take_on_merged
from sample_data.generator.roster import Roster
from sample_data.generator.staffing import take_on_heads, take_on_staff
from sample_data.generator.table_rows import Row

CYCLE = 2018
ORDINARY = tuple(unit.unit_id for unit in (*TOWNSHIPS, *ORGANS) if unit.unit_id not in SPECIAL)
SMALL_PAY = 45_000_00
UNGRADED = {"graded": "no", "ungraded_reason": "援派期间由受援单位考核"}
HEADS: dict[str, tuple[Row, ...]] = {
    "0101": ({}, {"grade_cap": "competent"}),  # the unit is excellent, its second head may not be
    "0108": ({"grade_fixed": "basically_competent"},),
    "0205": (UNGRADED,),
    "0228": ({"grade_fixed": "incompetent", "grade_cap": "basically_competent"},),
}
"""Unit → special cells of its heads."""
SMALL: dict[str, tuple[Row, ...]] = {
    "0219": ({"score": "88"}, {"score": "88"}, {"score": "91.5"}, {"score": "79"}),
    "0223": ({"score": "87"}, {"score": "90"}, {"score": "90"}, {"score": "76.25"}),
    "0225": (UNGRADED, UNGRADED, UNGRADED | {"score": "90"}),
    "0226": ({"score": "95"}, {"score": "93", "grade_cap": "competent"}, {"score": "82"}, UNGRADED),
    "0227": (
        {"score": "93"},
        {"score": "60.5", "grade_fixed": "basically_competent"},
        {"score": "90"},
        {"score": "89.5"},
    ),
}
"""Unit → cells of its staff."""


@cache
def roster_2018() -> Roster:
    """Everybody, unit by unit; the same object each time."""
    draws = Draws("dinghai-2018/people")
    roster = Roster(draws)
    for unit in (*TOWNSHIPS, *ORGANS):
        if unit is MERGED:
            take_on_merged(roster)
            continue
        take_on_heads(roster, draws, unit, CYCLE, *HEADS.get(unit.unit_id, ()))
        if unit.unit_id in SMALL:
            _take_on_small(roster, unit.unit_id)
        else:
            take_on_staff(roster, draws, unit, ORDINARY, CYCLE)
    return roster


def _take_on_small(roster: Roster, unit_id: str) -> None:
    for cells in SMALL[unit_id]:
        roster.add([(unit_id, date(2015, 9, 15), None)], SMALL_PAY, **cells)

"""Dinghai 2018: eleven townships, twenty-nine organs, about three thousand people; one input for both linkages.

The linkages differ in their pools alone: the indirect scheme has one a unit, the direct one a single one.
"""

from __future__ import annotations

from functools import cache

from sample_data.generator.district_2018_events import CONTEST_POINTS, EVENTS
from sample_data.generator.district_2018_people import roster_2018
from sample_data.generator.district_2018_units import ORGANS, TOWNSHIPS
from sample_data.generator.draws import Draws
from sample_data.generator.events import contest_rows, event_rows
from sample_data.generator.merged_unit import MERGED, merged_pool
from sample_data.generator.pools import paid_days, pool_rows
from sample_data.generator.table_rows import Tables
from sample_data.generator.units import Poll, ballot_rows, component_rows, indicator_rows, unit_rows

CYCLE = 2018
SEED = "dinghai-2018"
DEPARTMENTS = ("discipline_inspection", "organization", "publicity", "united_front")
SCORED = {
    "township": {"economic_development": 35, "social_development": 25, "other_work": 20, "leaders_evaluation": 10},
    "organ": {"breakthrough_work": 40, "common_work": 30, "leaders_evaluation": 15},
}
"""Category → full marks of the components whose score is given."""
OPTIONS = ("excellent", "good", "fair", "poor")
BALLOTED = {
    "township": Poll("democratic_evaluation", OPTIONS, {"leaders": 32, "grassroots": 125, "public": 400}),
    "organ": Poll("grassroots_evaluation", OPTIONS, {"townships": 33, "communities": 88, "public": 260}),
}
"""Category → the component scored by ballots."""
TIGHT, LOOSE = 900, 1300
DIRECT_SHARE = 985


def indirect_tables() -> Tables:
    """The input of ``dinghai-2018-indirect``: a pool for each unit, every second one too small."""
    units = (*TOWNSHIPS, *ORGANS)
    shares = {unit.unit_id: TIGHT if place % 2 else LOOSE for place, unit in enumerate(units)}
    pools = pool_rows(paid_days(roster_2018(), CYCLE), shares)
    mended = [merged_pool() if row["scope_id"] == MERGED.unit_id else row for row in pools]
    return _tables() | {"pools": mended}


def direct_tables() -> Tables:
    """The input of ``dinghai-2018-direct``: one pool for all, a little too small."""
    total = sum(paid_days(roster_2018(), CYCLE).values())
    return _tables() | {"pools": pool_rows({"all": total}, {"all": DIRECT_SHARE})}


@cache
def _tables() -> Tables:
    units = (*TOWNSHIPS, *ORGANS)
    roster = roster_2018()
    return {
        "units": unit_rows(units),
        "component_scores": [
            row
            for unit in units
            for row in component_rows(Draws(f"{SEED}/scores/{unit.model}"), unit, SCORED[unit.category])
        ],
        "indicator_scores": [
            row
            for unit in units
            for row in indicator_rows(Draws(f"{SEED}/indicators/{unit.unit_id}"), unit, DEPARTMENTS)
        ],
        "events": event_rows(EVENTS, CYCLE),
        "contests": contest_rows("double_learning", CONTEST_POINTS),
        "ballots": [row for unit in units for row in ballot_rows(unit, BALLOTED[unit.category])],
        "people": roster.people,
        "assignments": roster.assignments,
    }

"""Communities in the points contest of 2020, a leap year: no ratings, no quotas, pay by days, a pool to fill."""

from __future__ import annotations

from functools import cache

from sample_data.generator.draws import Draws
from sample_data.generator.events import Event, contest_rows, event_rows
from sample_data.generator.roster import Roster
from sample_data.generator.spells import drawn_spells
from sample_data.generator.staffing import base_pay, take_on_heads
from sample_data.generator.table_rows import Row, Tables
from sample_data.generator.units import Poll, Unit, ballot_rows, component_rows, unit_rows

CYCLE = 2020
POOL = "2345678.91"
POLL = Poll(
    "residents_evaluation",
    ("satisfied", "fairly_satisfied", "neutral", "dissatisfied"),
    {"residents": 160, "party_members": 25, "street_office": 8},
)
SILENT = (("C05", "party_members"), ("C08", "party_members"), ("C08", "street_office"))
"""Groups that cast no vote: for C05 the rows say 0 votes, for C08 there are none."""


COMMUNITIES = (
    Unit("C01", "东门社区", "community", 995, staff=9),  # above 100 with its bonus points: beyond the curve's end
    Unit("C02", "西河社区", "community", 940, staff=8),  # second, but last of the contest: no collective award
    Unit("C03", "南湖社区", "community", 902, staff=8),
    Unit("C04", "北苑社区", "community", 880, staff=7),
    Unit("C05", "春晓社区", "community", 861, staff=7),
    Unit("C06", "夏荷社区", "community", 861, staff=6, twin_of="C05"),  # tied with C05 across the edge between A and B
    Unit("C07", "秋枫社区", "community", 820, staff=6),
    Unit("C08", "冬青社区", "community", 801, staff=6),
    Unit("C09", "朝晖社区", "community", 777, staff=5),
    Unit("C10", "晚霞社区", "community", 740, staff=5),
    Unit("C11", "滨海社区", "community", 700, staff=4),
    Unit("C12", "新港社区", "community", 590, staff=3),  # below 60: before the curve's beginning
)
EVENTS: tuple[Event, ...] = (
    ("C01", "community_commendation", "", ""),
    ("C01", "community_commendation", "", ""),
    ("C01", "community_commendation", "", "第三次表彰，超过上限"),
    *((("C10", "residents_complaint", "", "投诉查实"),) * 11),
    ("C11", "residents_complaint", "0.25", ""),
    ("C12", "residents_complaint", "", ""),
)
CONTEST_POINTS = {
    "C01": ("5", "6", "4.5", "5"),
    "C03": ("6", "5", "4.5", "5"),
    "C02": ("-1", "-0.5", "0", "-1"),
    "C11": ("-0.5", "-2", "0", ""),
    "C04": ("3", "3", "2", "4"),
    "C07": ("2", "", "2.5", "2"),
    "C09": ("0.1", "0.2", "0.7", "1"),
}
"""Two share the first place, so the second gets its points too; two share the last and are both barred."""
SCORES = ("87.875", "92.3333", "100", "105.5", "76.25", "64", "0", "98.765", "81.005", "90")
"""Individual scores: above 100, none, and quotients on a rounding midpoint among them."""


@cache
def tables_2020() -> Tables:
    """The input of ``community-contest``."""
    roster = _roster()
    return {
        "units": unit_rows(COMMUNITIES),
        "component_scores": [
            row
            for unit in COMMUNITIES
            for row in component_rows(Draws(f"community/scores/{unit.model}"), unit, {"community_work": 80})
        ],
        "events": event_rows(EVENTS, CYCLE),
        "contests": contest_rows("points_contest", CONTEST_POINTS),
        "ballots": [row for unit in COMMUNITIES for row in _ballots(unit)],
        "people": roster.people,
        "assignments": roster.assignments,
        "pools": [{"scope_id": "all", "amount": POOL}],
    }


def _ballots(unit: Unit) -> list[Row]:
    """The votes, without those of silent groups."""
    silent = {group for unit_id, group in SILENT if unit_id == unit.model}
    rows = ballot_rows(unit, POLL)
    if len(silent) > 1:
        return [row for row in rows if row["voter_group"] not in silent]
    return [row | {"votes": "0"} if row["voter_group"] in silent else row for row in rows]


def _roster() -> Roster:
    draws = Draws("community/people")
    roster = Roster(draws)
    ids = [unit.unit_id for unit in COMMUNITIES]
    for unit in COMMUNITIES:
        take_on_heads(roster, draws, unit, CYCLE)
        for place in range(unit.staff):
            spells = drawn_spells(draws, unit.unit_id, ids, CYCLE)
            volunteer = place == unit.staff - 1 and unit.staff > VOLUNTEER_FROM
            roster.add(spells, 0 if volunteer else base_pay(draws), **_cells(draws))
    return roster


VOLUNTEER_FROM = 7
"""Communities with more staff have a volunteer among them, without base pay."""


def _cells(draws: Draws) -> Row:
    if draws.happens(60):
        return {"graded": "no", "ungraded_reason": "参加工作不满一年"}
    return {"score": draws.one_of(SCORES)}

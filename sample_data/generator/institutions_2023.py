"""Public institutions under the regulation of 2023: scores with two decimals, ties that get nothing, small units."""

from __future__ import annotations

from datetime import date
from functools import cache

from sample_data.generator.draws import Draws
from sample_data.generator.events import Event, event_rows
from sample_data.generator.pools import paid_days, pool_rows
from sample_data.generator.roster import Roster
from sample_data.generator.staffing import take_on_heads, take_on_staff
from sample_data.generator.table_rows import Row, Tables
from sample_data.generator.units import Poll, Unit, ballot_rows, component_rows, unit_rows

CYCLE = 2023
POLL = Poll(
    "service_satisfaction",
    ("very_satisfied", "satisfied", "fair", "dissatisfied"),
    {"service_users": 150, "staff": 30, "supervising_department": 6},
)
SILENT_UNIT = "S007"
"""Here the staff did not vote; the other groups' weights are renormalised."""


INSTITUTIONS = (
    Unit("S001", "第一实验学校", "institution", 945, staff=24),
    Unit("S002", "中心医院", "institution", 931, staff=33),
    Unit(
        "S003", "图书馆", "institution", 921, staff=20
    ),  # tied with S004 across the edge of excellent: neither gets it
    Unit("S004", "文化馆", "institution", 921, staff=15, twin_of="S003"),
    Unit("S005", "第二实验学校", "institution", 902, staff=22),
    Unit("S006", "疾病预防中心", "institution", 880, staff=19),
    Unit("S007", "不动产登记中心", "institution", 861, staff=14),
    Unit("S008", "水文站", "institution", 850, staff=3),  # small
    Unit("S009", "气象服务站", "institution", 838, staff=4),  # small, pooled with S008
    Unit("S010", "体育中心", "institution", 820, staff=11),  # held accountable: fails
    Unit("S011", "市政养护所", "institution", 790, staff=17),
    Unit("S012", "老干部活动中心", "institution", 500, staff=8),  # below 60 % of the first: fails
)
EVENTS: tuple[Event, ...] = (
    ("S002", "collective_merit", "", "首次集体记功"),
    ("S002", "collective_merit", "", "第二次，超过上限"),
    ("S005", "major_innovation", "1.5", ""),
    ("S010", "held_accountable", "", ""),
)
SMALL: dict[str, tuple[Row, ...]] = {
    "S008": ({"score": "91"}, {"score": "88"}, {"score": "86.5"}),
    "S009": ({"score": "90.5"}, {"score": "91"}, {"score": "84"}, {"score": "70", "grade_fixed": "incompetent"}),
}
PAY = (52_000_00, 48_000_00, 45_000_00, 41_000_00)
"""Base pay of the small units' staff: it decides between the two with 91 points."""
TIGHT, LOOSE = 930, 1250


@cache
def tables_2023() -> Tables:
    """The input of ``public-institution-2023``."""
    roster = _roster()
    shares = {unit.unit_id: LOOSE if place % 2 else TIGHT for place, unit in enumerate(INSTITUTIONS)}
    return {
        "units": unit_rows(INSTITUTIONS),
        "component_scores": [
            row
            for unit in INSTITUTIONS
            for row in component_rows(Draws(f"institution/scores/{unit.model}"), unit, {"performance": 80})
        ],
        "events": event_rows(EVENTS, CYCLE),
        "ballots": [row for unit in INSTITUTIONS for row in ballot_rows(unit, POLL) if not _is_silent(row)],
        "people": roster.people,
        "assignments": roster.assignments,
        "pools": pool_rows(paid_days(roster, CYCLE), shares),
    }


def _is_silent(row: Row) -> bool:
    return row["unit_id"] == SILENT_UNIT and row["voter_group"] == "staff"


def _roster() -> Roster:
    draws = Draws("institution/people")
    roster = Roster(draws)
    ordinary = [unit.unit_id for unit in INSTITUTIONS if unit.unit_id not in SMALL]
    for unit in INSTITUTIONS:
        take_on_heads(roster, draws, unit, CYCLE)
        if unit.unit_id not in SMALL:
            take_on_staff(roster, draws, unit, ordinary, CYCLE)
        for cells, pay in zip(SMALL.get(unit.unit_id, ()), PAY, strict=False):
            roster.add([(unit.unit_id, date(2019, 3, 1), None)], pay, **cells)
    return roster

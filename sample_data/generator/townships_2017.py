"""Dinghai 2017: eleven townships whose scores are made up so that the published effect comes out.

Through the coefficient four townships rise by 1 to 3 places and three fall; 150 people carry it through to payroll.
"""

from __future__ import annotations

from functools import cache

from sample_data.generator.draws import Draws
from sample_data.generator.events import Event, contest_rows, event_rows
from sample_data.generator.roster import Roster
from sample_data.generator.staffing import take_on_heads, take_on_staff
from sample_data.generator.table_rows import Tables
from sample_data.generator.units import Unit, rating_rows, unit_rows

CYCLE = 2017
DEPARTMENTS = ("discipline_inspection", "organization", "publicity", "united_front")
SCORES = (
    # unit, name, three major works, overall evaluation, rating in hundredths, staff
    ("0101", "望潮街道", "56.5", "35.5", 9375, 15),
    ("0102", "听涛街道", "56.2", "34.1", 8425, 14),  # falls by 2
    ("0103", "锦屏街道", "53.1", "34", 9510, 14),  # rises by 1
    ("0104", "青屿镇", "53.9", "34.1", 9220, 15),  # rises by 1
    ("0105", "白鹭镇", "52.7", "33.9", 7880, 12),  # falls by 2
    ("0106", "桃溪镇", "52.55", "33.95", 5800, 11),  # falls by 2
    ("0107", "金岙镇", "52.2", "34.1", 8600, 13),  # rises by 1
    ("0108", "枫林镇", "52.05", "34.15", 9640, 13),  # rises by 3
    ("0109", "南塘镇", "50.25", "32.75", 9005, 12),
    ("0110", "星汉乡", "47.5", "31.5", 8850, 16),  # sixth of eleven: coefficient 1
    ("0111", "沙湾乡", "42", "29", 7950, 4),  # small
)
EVENTS: tuple[Event, ...] = (
    ("0101", "red_flag_project", "", ""),
    ("0104", "red_flag_project", "", ""),
    ("0104", "breakthrough_praised_city", "", "城区更新"),
    ("0104", "conduct_violation", "", ""),
    ("0109", "circulated_criticism", "", ""),
    ("0110", "discipline_violation", "0.5", "从轻"),
)
CONTEST_POINTS = {"0101": ("8", "7.5"), "0103": ("9", "8"), "0109": ("6", "6"), "0110": ("5", "5"), "0111": ("1", "-2")}
UNITS = tuple(Unit(unit_id, name, "township", 0, rating, staff) for unit_id, name, _, _, rating, staff in SCORES)


@cache
def tables_2017() -> Tables:
    """The input of ``dinghai-2017``."""
    roster = _roster()
    return {
        "units": unit_rows(UNITS),
        "component_scores": [
            {"unit_id": unit_id, "component": component, "score": score}
            for unit_id, _, works, evaluation, _, _ in SCORES
            for component, score in (("three_major_works", works), ("overall_evaluation", evaluation))
        ],
        "ratings": [row for unit in UNITS for row in rating_rows(unit, DEPARTMENTS)],
        "events": event_rows(EVENTS, CYCLE),
        "contests": contest_rows("double_learning", CONTEST_POINTS),
        "people": roster.people,
        "assignments": roster.assignments,
    }


def _roster() -> Roster:
    draws = Draws("dinghai-2017/people")
    roster = Roster(draws)
    ids = [unit.unit_id for unit in UNITS]
    for unit in UNITS:
        take_on_heads(roster, draws, unit, CYCLE)
        take_on_staff(roster, draws, unit, ids, CYCLE)
    return roster

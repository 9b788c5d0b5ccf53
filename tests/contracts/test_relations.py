"""Rows of different tables that speak of each other fit together."""

from __future__ import annotations

import pytest

from contracts.problem import LANGUAGES, Problem
from contracts.relations import OF_UNKNOWN_UNIT, relation_problems
from contracts.tables import INPUT_TABLES

UNITS = "unit_id,unit_name,category\nU1,一,town\nU2,二,town\n"
PEOPLE = "person_id,person_name,role,base_pay,graded,score\nP1,甲,staff,1,yes,1\nP2,乙,staff,1,yes,1\n"
OF_A_UNIT = {
    "component_scores": "unit_id,component,score\nU1,work,1\nX,work,1\n",
    "ratings": "unit_id,department,score\nU1,d1,1\nX,d1,1\n",
    "indicator_scores": "unit_id,department,indicator_1,indicator_2,full_marks,score\nU1,d1,a,b,1,1\nX,d1,a,b,1,1\n",
    "events": "event_id,unit_id,code,occurred_on,document\nE1,U1,c,2024-01-01,d\nE2,X,c,2024-01-01,d\n",
    "contests": "contest,round,unit_id,points\nrace,1,U1,1\nrace,1,X,1\n",
    "ballots": "unit_id,component,voter_group,option,votes\nU1,vote,all,good,1\nX,vote,all,good,1\n",
    "assignments": "person_id,unit_id,start_date\nP1,U1,2024-01-01\nP2,X,2024-01-01\n",
}


def shown(problems: list[Problem]) -> list[tuple[object, ...]]:
    for problem in problems:
        assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES)
    return [(p.code, p.table, p.column, p.value, p.place.row) for p in problems]


def test_every_table_with_units_is_looked_up() -> None:
    with_units = {name for name, table in INPUT_TABLES.items() if "unit_id" in table.required} - {"units"}
    assert set(OF_UNKNOWN_UNIT) == set(OF_A_UNIT) == with_units


@pytest.mark.parametrize("name", list(OF_A_UNIT))
def test_a_row_of_an_unknown_unit_is_found(name, given) -> None:
    problems = relation_problems(given(units=UNITS, **{name: OF_A_UNIT[name]}))
    assert shown(problems) == [(OF_UNKNOWN_UNIT[name], name, "unit_id", "X", 3)]


@pytest.mark.parametrize("name", list(OF_A_UNIT))
def test_without_units_no_row_is_blamed(name, given) -> None:
    assert relation_problems(given(**{name: OF_A_UNIT[name]})) == []


def test_an_assignment_of_an_unknown_person_is_found(given) -> None:
    rows = "person_id,unit_id,start_date\nP1,U1,2024-01-01\nNOBODY,U1,2020-01-01\n"
    problems = relation_problems(given(units=UNITS, people=PEOPLE, assignments=rows))
    assert shown(problems) == [("assignment_of_unknown_person", "assignments", "person_id", "NOBODY", 3)]
    assert problems[0].key == "NOBODY|2020-01-01"


def test_ratings_are_not_given_in_both_ways(given) -> None:
    both = {name: OF_A_UNIT[name].replace("X,d1", "U2,d1") for name in ("ratings", "indicator_scores")}
    assert shown(relation_problems(given(units=UNITS, **both))) == [
        ("both_ratings_and_indicators", "indicator_scores", None, None, None)
    ]


@pytest.mark.parametrize("empty", ["ratings", "indicator_scores"])
def test_headings_alone_are_no_second_way(empty, given) -> None:
    both = {name: OF_A_UNIT[name].replace("X,d1", "U2,d1") for name in ("ratings", "indicator_scores")}
    both[empty] = both[empty].split("\n")[0] + "\n"
    assert relation_problems(given(units=UNITS, **both)) == []


OVERLAPS = {
    "open_ended": ("P1,U1,2024-01-01,\nP1,U2,2024-05-01,\n", [(3, "2024-01-01")]),
    "on_one_day": ("P1,U1,2024-01-01,2024-04-30\nP1,U2,2024-04-30,\n", [(3, "2024-01-01")]),
    "the_later_one_stands_first": ("P1,U2,2024-04-30,\nP1,U1,2024-01-01,2024-04-30\n", [(2, "2024-01-01")]),
    "inside_a_long_one": (
        "P1,U1,2024-01-01,2024-12-31\nP1,U2,2024-02-01,2024-02-10\nP1,U2,2024-03-01,2024-03-10\n",
        [(3, "2024-01-01"), (4, "2024-01-01")],
    ),
    "long_before_the_cycle": ("P1,U1,1999-01-01,2001-01-01\nP1,U2,2000-01-01,2002-01-01\n", [(3, "1999-01-01")]),
    "only_one_of_two_people": (
        "P1,U1,2024-01-01,2024-04-30\nP2,U1,2024-01-01,\nP1,U2,2024-05-01,\nP2,U2,2024-05-01,\n",
        [(5, "2024-01-01")],
    ),
    "only_the_third": (
        "P1,U1,2024-01-01,2024-01-31\nP1,U1,2024-02-01,2024-06-30\nP1,U2,2024-06-15,\n",
        [(4, "2024-02-01")],
    ),
}
APART = {
    "one_after_the_other": "P1,U1,2024-01-01,2024-04-30\nP1,U2,2024-05-01,\n",
    "with_a_gap": "P1,U2,2024-06-01,\nP1,U1,2024-01-01,2024-04-30\n",
    "of_different_people": "P1,U1,2024-01-01,\nP2,U2,2024-01-01,\n",
    "an_end_before_the_start_is_told_elsewhere": "P1,U1,2024-01-01,2024-06-30\nP1,U2,2024-05-01,2024-02-01\n",
    "a_key_given_twice_is_told_elsewhere": "P1,U1,2024-05-01,2024-05-31\nP1,U2,2024-05-01,2024-05-31\n",
}


@pytest.mark.parametrize("name", OVERLAPS)
def test_the_later_of_overlapping_assignments_is_found(name, given) -> None:
    rows, expected = OVERLAPS[name]
    problems = relation_problems(given(assignments="person_id,unit_id,start_date,end_date\n" + rows))
    assert {p.code for p in problems} == {"assignments_overlap"}
    assert [(p.place.row, p.facts["earlier_start"]) for p in problems] == expected


@pytest.mark.parametrize("name", APART)
def test_assignments_without_a_common_day_pass(name, given) -> None:
    assert relation_problems(given(assignments="person_id,unit_id,start_date,end_date\n" + APART[name])) == []

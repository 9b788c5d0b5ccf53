"""Each row of an input table keeps its table's contract; whatever does not is found at its cell, all at once."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from dataclasses import replace

import polars as pl
import pytest
from pandera.errors import SchemaErrors

from contracts.gate import table_problems
from contracts.input_table import Origin
from contracts.pandera_schema import pandera_schema
from contracts.problem import LANGUAGES, Problem
from contracts.result_gate import BrokenFrame
from contracts.row_problems import MOST_SHOWN
from contracts.row_rules import TWICE
from contracts.tables import INPUT_TABLES

HEADS = {
    "units": "unit_id,unit_name,category\n",
    "component_scores": "unit_id,component,score\n",
    "ratings": "unit_id,department,score\n",
    "indicator_scores": "unit_id,department,indicator_1,indicator_2,full_marks,score\n",
    "events": "event_id,unit_id,code,points,occurred_on,document\n",
    "contests": "contest,round,unit_id,points\n",
    "ballots": "unit_id,component,voter_group,option,votes\n",
    "people": "person_id,person_name,role,base_pay,graded,score,ungraded_reason,grade_cap,grade_fixed\n",
    "assignments": "person_id,unit_id,start_date,end_date\n",
    "pools": "scope_id,amount\n",
}
SOUND = {
    "units": "U1,一,town\n",
    "component_scores": "U1,work,3\n",
    "ratings": "U1,d1,3\n",
    "indicator_scores": "U1,d1,x,y,5,5\n",
    "events": "E1,U1,praise,,2024-01-01,doc\n",
    "contests": "race,1,U1,-2\n",
    "ballots": "U1,vote,all,good,0\n",
    "people": "P1,甲,staff,0,yes,0,,,\n",
    "assignments": "P1,U1,2024-01-01,2024-01-01\n",
    "pools": "all,0\n",
}
BROKEN = [
    ("component_scores", "U1,work,-0.0001\n", "component_score_negative", "score", "U1|work", "-0.0001"),
    ("ratings", "U1,d1,-3\n", "rating_negative", "score", "U1|d1", "-3"),
    ("indicator_scores", "U1,d1,x,y,5,-1\n", "indicator_score_negative", "score", "U1|d1|x|y", "-1"),
    ("indicator_scores", "U1,d1,x,y,5,5.0001\n", "indicator_score_above_full_marks", "score", "U1|d1|x|y", "5.0001"),
    ("indicator_scores", "U1,d1,x,y,0,0\n", "indicator_full_marks_not_positive", "full_marks", "U1|d1|x|y", "0"),
    ("events", "E1,U1,praise,-0.5,2024-01-01,doc\n", "event_points_negative", "points", "E1", "-0.5"),
    ("ballots", "U1,vote,all,good,-1\n", "votes_negative", "votes", "U1|vote|all|good", "-1"),
    ("people", "P1,甲,staff,-0.01,yes,1,,,\n", "base_pay_negative", "base_pay", "P1", None),
    ("people", "P1,甲,staff,1,yes,-1,,,\n", "individual_score_negative", "score", "P1", None),
    ("people", "P1,甲,staff,1,yes,,,,\n", "graded_without_score", "score", "P1", ""),
    ("people", "P1,甲,staff,1,no,,,,\n", "ungraded_without_reason", "ungraded_reason", "P1", ""),
    ("people", "P1,甲,staff,1,no,,new,,poor\n", "ungraded_with_fixed_grade", "grade_fixed", "P1", "poor"),
    (
        "assignments",
        "P1,U1,2024-01-02,2024-01-01\n",
        "assignment_ends_before_start",
        "end_date",
        "P1|2024-01-02",
        "2024-01-01",
    ),
    ("pools", "all,-0.01\n", "pool_negative", "amount", "all", None),
]


def shown(problems: list[Problem]) -> list[tuple[object, ...]]:
    for problem in problems:
        assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES)
    return [(p.code, p.table, p.column, p.key, p.value, p.place.row) for p in problems]


@pytest.mark.parametrize("name", list(INPUT_TABLES))
def test_a_sound_row_at_the_edge_of_every_rule_passes(name, given) -> None:
    assert table_problems(given(**{name: HEADS[name] + SOUND[name]})[name]) == []


@pytest.mark.parametrize("name", list(INPUT_TABLES))
def test_an_empty_table_passes(name, given) -> None:
    assert table_problems(given(**{name: HEADS[name]})[name]) == []


@pytest.mark.parametrize(("name", "row", "code", "column", "key", "value"), BROKEN, ids=[case[2] for case in BROKEN])
def test_a_broken_row_rule_is_found_at_its_cell(name, row, code, column, key, value, given) -> None:
    problems = table_problems(given(**{name: HEADS[name] + row})[name])
    assert shown(problems) == [(code, name, column, key, value, 2)]
    assert problems[0].place.file == f"{name}.csv"


def test_every_row_rule_of_every_table_has_a_broken_example() -> None:
    rules = {rule.problem for table in INPUT_TABLES.values() for rule in table.rules}
    assert {case[2] for case in BROKEN} == rules


@pytest.mark.parametrize("name", list(INPUT_TABLES))
def test_every_row_after_the_first_with_its_key_is_found(name, given) -> None:
    table = given(**{name: HEADS[name] + 3 * SOUND[name]})[name]
    key = table.frame.select(table.table.key_text()).to_series()[0]
    first = key.split("|")[0]
    assert shown(table_problems(table)) == [(TWICE[name], name, table.table.key[0], key, first, row) for row in (3, 4)]


@pytest.mark.parametrize("name", list(INPUT_TABLES))
def test_every_empty_required_cell_is_found(name, given) -> None:
    table = given(**{name: HEADS[name] + SOUND[name]})[name]
    for column in table.table.required:
        empty = pl.lit(None, table.frame.schema[column]).alias(column)
        found = table_problems(replace(table, frame=table.frame.with_columns(empty)))
        assert [(code, at, row) for code, _, at, _, _, row in shown(found) if code == "required_cell_empty"] == [
            ("required_cell_empty", column, 2)
        ]


def test_cells_that_may_be_empty_are_let_through(given) -> None:
    table = given(component_scores=HEADS["component_scores"] + "U1,work,\n")["component_scores"]
    assert table_problems(table) == []


def test_rows_with_an_empty_key_are_not_taken_for_each_other(given) -> None:
    table = given(units=HEADS["units"] + 2 * ",一,town\n")["units"]
    assert shown(table_problems(table)) == [("required_cell_empty", "units", "unit_id", "", "", row) for row in (2, 3)]


def test_all_problems_come_at_once_and_in_the_order_of_the_rows(given) -> None:
    rows = "P2,甲,staff,1,yes,,,,\nP1,,staff,-1,no,,,,poor\nP2,乙,head,1,yes,1,,,\n"
    assert [p[0] + f" {p[5]}" for p in shown(table_problems(given(people=HEADS["people"] + rows)["people"]))] == [
        "graded_without_score 2",
        "required_cell_empty 3",
        "base_pay_negative 3",
        "ungraded_without_reason 3",
        "ungraded_with_fixed_grade 3",
        "person_twice 4",
    ]


def test_a_cell_of_a_sheet_is_named_by_its_letter(given) -> None:
    table = given(events=HEADS["events"] + BROKEN[5][1])["events"]
    sheet = replace(table, origin=Origin("表.xlsx", "加减分事项", {"points": "D"}))
    place = table_problems(sheet)[0].place
    assert (place.file, place.sheet, place.row, place.cell) == ("表.xlsx", "加减分事项", 2, "D2")


def test_no_persons_data_stands_in_a_problem(given) -> None:
    rows = "P1,秘密,staff,-43210.99,yes,,,,\n"
    problems = table_problems(given(people=HEADS["people"] + rows)["people"])
    assert [problem.code for problem in problems] == ["base_pay_negative", "graded_without_score"]
    for problem in problems:
        record = "".join(str(problem.as_record(lang)) for lang in LANGUAGES)
        assert "秘密" not in record
        assert "43210" not in record


def test_so_many_of_a_kind_are_listed_and_the_rest_is_counted(given) -> None:
    rows = "".join(f"U{n},work,-1\n" for n in range(MOST_SHOWN + 7))
    problems = table_problems(given(component_scores=HEADS["component_scores"] + rows)["component_scores"])
    assert [p.code for p in problems] == MOST_SHOWN * ["component_score_negative"] + ["more_of_the_same"]
    assert problems[-1].facts == {"code": "component_score_negative", "count": "7"}
    assert "7" in problems[-1].text("what", "zh")


def test_just_so_many_are_listed_without_a_count(given) -> None:
    rows = "".join(f"U{n},work,-1\n" for n in range(MOST_SHOWN))
    problems = table_problems(given(component_scores=HEADS["component_scores"] + rows)["component_scores"])
    assert {p.code for p in problems} == {"component_score_negative"}


@pytest.mark.parametrize(
    "change",
    [
        pl.col("base_pay").cast(pl.Float64),
        pl.col("base_pay").cast(pl.Decimal(38, 4)),
        pl.lit("manager").alias("role"),
        pl.lit("Yes").alias("graded"),
    ],
    ids=str,
)
def test_a_frame_that_no_input_can_cause_is_a_defect_and_shows_no_data(change, given) -> None:
    table = given(people=HEADS["people"] + "P1,秘密,staff,43210.99,yes,1,,,\n")["people"]
    with pytest.raises(BrokenFrame, match=r"frame_broken: people: (base_pay|role|graded): ") as raised:
        table_problems(replace(table, frame=table.frame.with_columns(change)))
    assert "秘密" not in "".join(traceback.format_exception(raised.value))
    assert "43210" not in "".join(traceback.format_exception(raised.value))


def test_panderas_own_errors_hold_no_data_either(given) -> None:
    people = given(people=HEADS["people"] + "SECRET,秘密,staff,-43210.99,no,,,,\n")["people"]
    with pytest.raises(SchemaErrors) as raised:
        pandera_schema(people.table).validate(people.frame, lazy=True)
    told = f"{raised.value} {raised.value.failure_cases.rows()}"
    assert "base_pay_is_not_negative" in told
    assert not [data for data in ("SECRET", "秘密", "43210") if data in told]


def test_a_missing_column_is_a_defect(given) -> None:
    table = given(units=HEADS["units"] + SOUND["units"])["units"]
    with pytest.raises(BrokenFrame, match="frame_broken: units: unit_name: column_in_dataframe"):
        table_problems(replace(table, frame=table.frame.drop("unit_name")))


@pytest.mark.parametrize("variable", ["PANDERA_VALIDATION_ENABLED=False", "PANDERA_VALIDATION_DEPTH=SCHEMA_ONLY"])
def test_the_gate_cannot_be_switched_off_by_the_environment(variable) -> None:
    name, value = variable.split("=")
    program = (
        "import polars as pl\n"
        "from contracts.pandera_schema import breaches, pandera_schema\n"
        "from contracts.tables import INPUT_TABLES\n"
        "units = pl.DataFrame({'unit_id': ['a', 'a'], 'unit_name': ['x', None], 'category': ['c', 'c']})\n"
        "print(len(breaches(pandera_schema(INPUT_TABLES['units']), units)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, name: value}, capture_output=True, check=True
    )
    assert done.stdout.strip() == b"2"

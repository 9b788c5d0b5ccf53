"""Ways to break single cells, rows and whole tables of a case.

Each changes the case and says which table, column and key a refusal must name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

from .calculator.columns import COLUMNS
from .case_files import Case, Texts

Place = tuple[str, str | None, str | None]
Way = Callable[[Random, Case], Place | None]


def row_key(table: str, row: Texts) -> str:
    """The key columns' values, joined."""
    return "|".join(row[name] for name in COLUMNS[table][0])


def cell(rng: Random, case: Case, table: str, column: str, value: str) -> Place | None:
    """A cell says something that is not allowed."""
    rows = [row for row in case.tables.get(table, []) if row.get(column)]
    if not rows:
        return None
    row = rng.choice(rows)
    row[column] = value
    return table, column, row_key(table, row)


def new_cell(
    rng: Random, case: Case, table: str, column: str, value: str, fits: Callable[[Case, Texts], bool]
) -> Place | None:
    """A cell that may be empty says something, or is emptied, where the row's other cells do not allow it."""
    rows = [row for row in case.tables.get(table, []) if fits(case, row)]
    if not rows:
        return None
    row = rng.choice(rows)
    if column not in case.headings[table]:
        case.headings[table].append(column)
    row[column] = value
    return table, column, row_key(table, row)


def _twice(rng: Random, case: Case, table: str) -> Place | None:
    rows = case.tables.get(table, [])
    if not rows:
        return None
    row = rng.choice(rows)
    rows.insert(rng.randint(0, len(rows)), dict(row))
    return table, COLUMNS[table][0][0], row_key(table, row)


def _no_table(rng: Random, case: Case, table: str) -> Place | None:
    if table not in case.tables:
        return None
    if table == "ratings" and not any("rating" in category for category in case.scheme["categories"].values()):
        return None
    del case.tables[table]
    return table, None, None


def _no_column(rng: Random, case: Case, table: str) -> Place | None:
    if table not in case.tables:
        return None
    column = rng.choice([*COLUMNS[table][1], *(["score"] if table == "component_scores" else [])])
    case.headings[table].remove(column)
    for row in case.tables[table]:
        row.pop(column)
    return table, column, None


def _unknown_owner(rng: Random, case: Case, table: str, column: str) -> Place | None:
    """A further row speaks of a unit or person that there is not."""
    rows = case.tables.get(table, [])
    if not rows:
        return None
    row = {**rng.choice(rows), column: "NOBODY"}
    if table == "events":
        row["event_id"] = "NEW"
    rows.append(row)
    return table, column, row_key(table, row)


NOT_NUMBERS = {"not_a_number": "八十", "nan": "NaN", "infinite": "inf", "thousands": "1,000", "two_points": "1.2.3"}
CELLS: tuple[tuple[str, str, str, str], ...] = (
    *((f"component_score_{kind}", "component_scores", "score", text) for kind, text in NOT_NUMBERS.items()),
    ("component_score_negative", "component_scores", "score", "-0.1"),
    ("component_score_five_decimals", "component_scores", "score", "0.12345"),
    ("component_unknown", "component_scores", "component", "no_such_component"),
    ("unit_of_unknown_category", "units", "category", "no_such_category"),
    ("unit_without_name", "units", "unit_name", ""),
    ("department_unknown", "ratings", "department", "no_such_department"),
    ("rating_negative", "ratings", "score", "-1"),
    ("rating_five_decimals", "ratings", "score", "1.00001"),
    ("rating_empty", "ratings", "score", ""),
    ("rating_not_a_number", "ratings", "score", "good"),
    ("indicator_department_unknown", "indicator_scores", "department", "no_such_department"),
    ("indicator_above_full_marks", "indicator_scores", "score", "100.5"),
    ("indicator_negative", "indicator_scores", "score", "-0.5"),
    ("indicator_full_marks_negative", "indicator_scores", "full_marks", "-1"),
    ("event_code_unknown", "events", "code", "no_such_code"),
    ("event_points_negative", "events", "points", "-2"),
    ("event_points_five_decimals", "events", "points", "0.00001"),
    ("event_points_not_a_number", "events", "points", "two"),
    ("event_day_impossible", "events", "occurred_on", "2017-02-30"),
    ("event_day_not_a_date", "events", "occurred_on", "spring"),
    ("event_without_document", "events", "document", ""),
    ("contest_unknown", "contests", "contest", "no_such_contest"),
    ("contest_points_not_a_number", "contests", "points", "many"),
    ("contest_points_empty", "contests", "points", ""),
    ("ballot_votes_negative", "ballots", "votes", "-1"),
    ("ballot_votes_not_whole", "ballots", "votes", "1.5"),
    ("ballot_option_unknown", "ballots", "option", "no_such_option"),
    ("ballot_group_unknown", "ballots", "voter_group", "no_such_group"),
    ("ballot_component_unknown", "ballots", "component", "no_such_component"),
    ("role_unknown", "people", "role", "boss"),
    ("graded_neither_yes_nor_no", "people", "graded", "maybe"),
    ("base_pay_negative", "people", "base_pay", "-0.01"),
    ("base_pay_three_decimals", "people", "base_pay", "100.005"),
    ("base_pay_not_a_number", "people", "base_pay", "plenty"),
    ("base_pay_empty", "people", "base_pay", ""),
    ("id_type_unknown", "people", "id_type", "library_card"),
    ("person_score_not_a_number", "people", "score", "A+"),
    ("person_score_five_decimals", "people", "score", "80.00001"),
    ("assignment_start_impossible", "assignments", "start_date", "2023-02-29"),
    ("assignment_start_empty", "assignments", "start_date", ""),
    ("assignment_end_impossible", "assignments", "end_date", "2024-13-01"),
    ("pool_negative", "pools", "amount", "-0.01"),
    ("pool_three_decimals", "pools", "amount", "100.001"),
    ("pool_not_a_number", "pools", "amount", "all of it"),
    ("pool_empty", "pools", "amount", ""),
)
TWICE = {
    "units": "unit_twice",
    "component_scores": "component_score_twice",
    "ratings": "rating_twice",
    "indicator_scores": "indicator_twice",
    "events": "event_twice",
    "contests": "contest_round_twice",
    "ballots": "ballot_twice",
    "people": "person_twice",
    "pools": "pool_twice",
}
ROW_DAMAGES: tuple[tuple[str, Way], ...] = (
    *((kind, partial(cell, table=table, column=column, value=value)) for kind, table, column, value in CELLS),
    *((kind, partial(_twice, table=table)) for table, kind in TWICE.items()),
    *((f"{table}_missing", partial(_no_table, table=table)) for table in ("units", "component_scores", "people")),
    *((f"{table}_missing", partial(_no_table, table=table)) for table in ("assignments", "pools", "ratings")),
    *((f"{table}_without_a_column", partial(_no_column, table=table)) for table in COLUMNS),
    *(
        (f"{table}_of_unknown_unit", partial(_unknown_owner, table=table, column="unit_id"))
        for table in ("component_scores", "ratings", "indicator_scores", "events", "contests", "ballots")
    ),
    ("assignment_of_unknown_person", partial(_unknown_owner, table="assignments", column="person_id")),
    ("assignment_to_unknown_unit", partial(cell, table="assignments", column="unit_id", value="NOBODY")),
)

"""Ways to break people, assignments and pools: each row is sound by itself, but not beside the others."""

from __future__ import annotations

from functools import partial
from random import Random

from .case_files import Case, Texts
from .row_damages import Place, Way, new_cell, row_key


def _person_without_assignment(rng: Random, case: Case) -> Place | None:
    if not case.tables["people"]:
        return None
    person = rng.choice(case.tables["people"])["person_id"]
    case.tables["assignments"] = [row for row in case.tables["assignments"] if row["person_id"] != person]
    return "people", "person_id", person


def _person_only_outside(rng: Random, case: Case) -> Place | None:
    place = _person_without_assignment(rng, case)
    if place is None:
        return None
    unit = rng.choice(case.tables["units"])["unit_id"]
    cells = (str(place[2]), unit, "2010-01-01", f"{case.cycle - 1}-12-31")
    _add_assignment(case, dict(zip(("person_id", "unit_id", "start_date", "end_date"), cells, strict=True)))
    return place


def _add_assignment(case: Case, row: Texts) -> None:
    if "end_date" not in case.headings["assignments"]:
        case.headings["assignments"].append("end_date")
    case.tables["assignments"].append(row)


def _overlap(rng: Random, case: Case) -> Place | None:
    """An open spell that starts before all others of its person."""
    if not case.tables["assignments"]:
        return None
    row = rng.choice(case.tables["assignments"])
    start = f"{int(row['start_date'][:4]) - 1}-07-15"
    if any(one["start_date"] <= start for one in case.tables["assignments"] if one["person_id"] == row["person_id"]):
        return None
    _add_assignment(case, {**row, "start_date": start, "end_date": ""})
    return "assignments", None, None


def _ends_early(rng: Random, case: Case) -> Place | None:
    rows = [row for row in case.tables["assignments"] if row.get("end_date")]
    if not rows:
        return None
    row = rng.choice(rows)
    row["end_date"] = f"{int(row['start_date'][:4]) - 1}-12-31"
    return "assignments", "end_date", row_key("assignments", row)


def _fixed_too_good(rng: Random, case: Case) -> Place | None:
    quotas = case.scheme.get("quotas")
    if quotas is None or quotas["grades"][0] == quotas["absorbing"]:
        return None
    return new_cell(rng, case, "people", "grade_fixed", quotas["grades"][0], _graded)


def _fixed_above_cap(rng: Random, case: Case) -> Place | None:
    quotas = case.scheme.get("quotas")
    if quotas is None or quotas["grades"][-1] == quotas["absorbing"]:
        return None
    place = new_cell(rng, case, "people", "grade_fixed", quotas["absorbing"], _graded)
    if place is None:
        return None
    for row in case.tables["people"]:
        if row["person_id"] == place[2]:
            row["grade_cap"] = quotas["grades"][-1]
    if "grade_cap" not in case.headings["people"]:
        case.headings["people"].append("grade_cap")
    return "people", "grade_fixed", place[2]


def _fixed_of_ungraded(rng: Random, case: Case) -> Place | None:
    quotas = case.scheme.get("quotas")
    if quotas is None:
        return None
    return new_cell(rng, case, "people", "grade_fixed", quotas["absorbing"], lambda _, row: row["graded"] == "no")


def _unknown_grade(rng: Random, case: Case, column: str) -> Place | None:
    return new_cell(rng, case, "people", column, "superb", _graded) if "quotas" in case.scheme else None


def _graded(_: Case, row: Texts) -> bool:
    return row["graded"] == "yes"


def _ungraded(_: Case, row: Texts) -> bool:
    return row["graded"] == "no"


def _no_pool_row(rng: Random, case: Case) -> Place | None:
    """The pool of a scope with lines is missing."""
    rows = case.tables.get("pools", [])
    scope = case.scheme["linkage"].get("pool", {}).get("scope", "all")
    scopes = {
        row["unit_id"]: {"all": "all", "category": row["category"], "unit": row["unit_id"]}[scope]
        for row in case.tables["units"]
    }
    used = {scopes[row["unit_id"]] for row in case.tables["assignments"] if row["start_date"][:4] == str(case.cycle)}
    found = [row for row in rows if row["scope_id"] in used]
    if not found:
        return None
    row = rng.choice(found)
    rows.remove(row)
    return "pools", "scope_id", row["scope_id"]


def _unknown_scope(rng: Random, case: Case) -> Place | None:
    if "pools" not in case.tables:
        return None
    case.tables["pools"].append({"scope_id": "NOBODY", "amount": "0.00"})
    return "pools", "scope_id", "NOBODY"


def _pool_without_lines(rng: Random, case: Case) -> Place | None:
    """Money for a scope in which nobody ever was."""
    pool = case.scheme["linkage"].get("pool", {})
    if pool.get("mode") != "fill" or pool.get("scope") != "unit":
        return None
    busy = {row["unit_id"] for row in case.tables["assignments"]}
    idle = [row["unit_id"] for row in case.tables["units"] if row["unit_id"] not in busy]
    if not idle:
        return None
    unit = rng.choice(idle)
    case.tables["pools"] = [row for row in case.tables["pools"] if row["scope_id"] != unit]
    case.tables["pools"].append({"scope_id": unit, "amount": "0.01"})
    return "pools", "amount", unit


def _pools_without_pool(rng: Random, case: Case) -> Place | None:
    if "pool" in case.scheme["linkage"]:
        return None
    case.tables["pools"] = [{"scope_id": "all", "amount": "100.00"}]
    case.headings["pools"] = ["scope_id", "amount"]
    return "pools", None, None


PEOPLE_DAMAGES: tuple[tuple[str, Way], ...] = (
    ("person_without_assignment", _person_without_assignment),
    ("person_only_outside_the_cycle", _person_only_outside),
    ("assignments_overlap", _overlap),
    ("assignment_ends_before_it_starts", _ends_early),
    ("grade_cap_unknown", partial(_unknown_grade, column="grade_cap")),
    ("grade_fixed_unknown", partial(_unknown_grade, column="grade_fixed")),
    ("grade_fixed_better_than_absorbing", _fixed_too_good),
    ("grade_fixed_better_than_cap", _fixed_above_cap),
    ("grade_fixed_of_ungraded", _fixed_of_ungraded),
    ("graded_without_score", partial(new_cell, table="people", column="score", value="", fits=_graded)),
    ("ungraded_without_reason", partial(new_cell, table="people", column="ungraded_reason", value="", fits=_ungraded)),
    ("scope_without_pool", _no_pool_row),
    ("pool_of_unknown_scope", _unknown_scope),
    ("pool_to_fill_without_lines", _pool_without_lines),
    ("pools_without_pool", _pools_without_pool),
)

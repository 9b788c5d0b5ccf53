"""Random cases: a pure function of the seed that writes a folder in the shape of the rulebook's worked cases.

About six in seven are valid; the others must be refused, for a tie that nothing parts, for weights that are all zero,
or for one thing broken on purpose (`damage`).
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random
from typing import Any

from .calculator import Refused, calculate
from .case_files import Case, Texts
from .damages import damage
from .random_people import assignments, people
from .random_pools import pools
from .random_schemes import drawn, scheme
from .random_units import component_scores, contests, events, ratings, units

__all__ = ["damage", "write_case"]

CYCLES = (2016, 2017, 2018, 2020, 2023, 2024)
VALID = 0.86
TRIES = 40


def write_case(seed: int, folder: Path) -> None:
    """Writes scheme.yaml, the tables and case.json of the seed's case into the folder."""
    rng = drawn(f"case {seed}")
    wanted = rng.random() < VALID
    tries = TRIES if wanted else 4
    for attempt in range(tries):
        _case(drawn(f"case {seed}, attempt {attempt}")).write(folder)
        if _is_valid(folder) == wanted:
            return
    if not wanted:
        damage(folder, seed)


def _is_valid(folder: Path) -> bool:
    try:
        calculate(folder)
    except Refused:
        return False
    return True


def _case(rng: Random) -> Case:
    cycle = rng.choice(CYCLES)
    found = scheme(rng, cycle)
    tables = _tables(rng, found, cycle)
    case = Case(cycle, found, tables, {name: _heading(rng, name, rows) for name, rows in tables.items()})
    pool = found["linkage"].get("pool")
    if pool is not None:
        case.tables["pools"] = pools(rng, pool, _free_lines(case), tables["units"])
        case.headings["pools"] = ["scope_id", "amount"]
    return case


def _tables(rng: Random, found: dict[str, Any], cycle: int) -> dict[str, list[Texts]]:
    listed = units(rng, list(found["categories"]))
    scores = component_scores(rng, found, listed)
    rating_table, rating_rows = ratings(rng, found, listed)
    employed = people(rng, found.get("quotas"))
    tables = {
        "units": listed,
        "component_scores": scores["component_scores"],
        "ballots": scores["ballots"],
        rating_table: rating_rows,
        "events": events(rng, found, listed, cycle),
        "contests": contests(rng, found, listed),
        "people": employed,
        "assignments": assignments(rng, employed, listed, cycle),
    }
    for rows in tables.values():
        rng.shuffle(rows)
    needed = {"units", "component_scores", "people", "assignments"}
    if any("rating" in category for category in found["categories"].values()):
        needed.add(rating_table)
    return {name: rows for name, rows in tables.items() if rows or name in needed}


HEADINGS = {
    "units": "unit_id unit_name category",
    "component_scores": "unit_id component score",
    "ballots": "unit_id component voter_group option votes",
    "ratings": "unit_id department score",
    "indicator_scores": "unit_id department indicator_1 indicator_2 full_marks score",
    "events": "event_id unit_id code occurred_on document points note",
    "contests": "contest round unit_id points",
    "people": "person_id person_name role base_pay graded "
    "id_type id_number score ungraded_reason grade_cap grade_fixed",
    "assignments": "person_id unit_id start_date end_date",
}
OPTIONAL = ("points", "note", "end_date", "id_type", "id_number", "ungraded_reason", "grade_cap", "grade_fixed")


def _heading(rng: Random, table: str, rows: list[Texts]) -> list[str]:
    """The table's columns, now and then in another order, and without optional ones that nothing stands in."""
    heading = HEADINGS[table].split()
    if table != "contests" and rng.random() < 0.5:
        heading = [name for name in heading if name not in OPTIONAL or any(row[name] for row in rows)]
        for row in rows:
            for name in [name for name in row if name not in heading]:
                del row[name]
    if rng.random() < 0.1:
        rng.shuffle(heading)
    return heading


def _free_lines(case: Case) -> list[dict[str, Any]]:
    """The pay lines that the case would have without a pool; none where it is refused anyway."""
    linkage = {key: value for key, value in case.scheme["linkage"].items() if key != "pool"}
    free = Case(case.cycle, {**case.scheme, "linkage": linkage}, case.tables, case.headings)
    with tempfile.TemporaryDirectory() as folder:
        free.write(Path(folder))
        try:
            return calculate(Path(folder))["pay_lines"]
        except Refused:
            return []

"""Random corrections of a case, as texts, and the case after them: from the rulebook alone, nothing of the product."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.second_opinion.case_files import Case, Texts

KEYS = {
    "units": ("unit_id",),
    "component_scores": ("unit_id", "component"),
    "ratings": ("unit_id", "department"),
    "indicator_scores": ("unit_id", "department", "indicator_1", "indicator_2"),
    "events": ("event_id",),
    "contests": ("contest", "round", "unit_id"),
    "ballots": ("unit_id", "component", "voter_group", "option"),
    "people": ("person_id",),
    "assignments": ("person_id", "start_date"),
    "pools": ("scope_id",),
}
NUMBERS = ("score", "points", "base_pay", "amount")


@dataclass(frozen=True)
class Correction:
    """One line, its key in parts."""

    table: str
    key: tuple[str, ...]
    action: str
    column: str = ""
    old: str = ""
    new: str = ""


def corrections(rng: Random, case: Case) -> list[Correction]:
    """One to four corrections that do not get into each other's way."""
    ways = [_cell, _cell, _cell, _cell, _assignment, _person, _event_added, _event_deleted, _nothing]
    found: list[Correction] = []
    for _ in range(rng.choice((1, 1, 2, 3, 4))):
        drawn = rng.choice(ways)(rng, case)
        rows = {(line.table, line.key) for line in found}
        if not any((line.table, line.key) in rows for line in drawn):
            found += drawn
    return found


def after(case: Case, lines: list[Correction]) -> Case:
    """The case with the corrections made in its tables."""
    corrected = deepcopy(case)
    for line in lines:
        rows = corrected.tables.setdefault(line.table, [])
        heading = corrected.headings.setdefault(line.table, list(KEYS[line.table]))
        if line.column and line.column not in heading:
            heading.append(line.column)
            for row in rows:
                row[line.column] = ""
        there = [row for row in rows if key_of(line.table, row) == line.key]
        if line.action == "delete":
            rows.remove(there[0])
            continue
        if not there:
            there = [{**dict.fromkeys(heading, ""), **dict(zip(KEYS[line.table], line.key, strict=True))}]
            rows += there
        there[0][line.column] = line.new
    return corrected


def withdrawn(case: Case, lines: list[Correction]) -> list[Correction]:
    """The corrections that take the lines back: made after them, they give the case as it was before them."""
    back: list[Correction] = []
    for line in lines:
        if line.action == "change":
            back.append(Correction(line.table, line.key, "change", line.column, line.new, line.old))
        elif line.action == "delete":
            row = next(row for row in case.tables[line.table] if key_of(line.table, row) == line.key)
            cells = {column: text for column, text in row.items() if text and column not in KEYS[line.table]}
            back += [Correction(line.table, line.key, "add", column, "", text) for column, text in cells.items()]
        elif not any(one.table == line.table and one.key == line.key for one in back):
            back.append(Correction(line.table, line.key, "delete"))
    return back


def key_of(table: str, row: Texts) -> tuple[str, ...]:
    """The row's key."""
    return tuple(row[column] for column in KEYS[table])


def _change(table: str, row: Texts, column: str, new: str) -> list[Correction]:
    return [Correction(table, key_of(table, row), "change", column, row.get(column, ""), new)]


def _cell(rng: Random, case: Case) -> list[Correction]:
    """A score, points, votes, pay or pool that somebody else has, or a little more or less."""
    columns = {
        "component_scores": "score",
        "ratings": "score",
        "indicator_scores": "score",
        "contests": "points",
        "ballots": "votes",
        "people": rng.choice(("score", "base_pay", "base_pay")),
        "pools": "amount",
    }
    table = rng.choice([name for name in columns if case.tables.get(name)] or ["units"])
    if table == "units" or not case.tables.get(table):
        return _nothing(rng, case)
    column, row = columns[table], rng.choice(case.tables[table])
    alike = [one for one in case.tables[table] if KEYS[table][1:2] == () or _same_kind(table, one, row)]
    return _change(table, row, column, _new_number(rng, table, rng.choice(alike).get(column, "") or "1"))


def _same_kind(table: str, one: Texts, other: Texts) -> bool:
    return all(
        one[column] == other[column] for column in KEYS[table] if column not in ("unit_id", "person_id", "round")
    )


def _new_number(rng: Random, table: str, text: str) -> str:
    value = Decimal(text)
    if table == "ballots":
        return str(max(0, int(value) + rng.choice((-1, 0, 1, 3))))
    step = Decimal(rng.choice(("0", "0", "-0.01", "0.01", "-1", "1")))
    return str(max(Decimal(0), value + step)) if table != "contests" else str(value + step)


def _assignment(rng: Random, case: Case) -> list[Correction]:
    rows = case.tables["assignments"]
    if not rows:
        return []
    row = rng.choice(rows)
    way = rng.random()
    if way < 0.4:
        return _change("assignments", row, "unit_id", rng.choice(case.tables["units"])["unit_id"])
    if way < 0.6:
        start = date.fromisoformat(row["start_date"])
        end = rng.choice(("", (start + timedelta(days=rng.randint(0, 400))).isoformat()))
        return _change("assignments", row, "end_date", end)
    if way < 0.8:
        return [Correction("assignments", key_of("assignments", row), "delete")]
    start_date = (date(case.cycle, 1, 1) + timedelta(days=rng.randrange(365))).isoformat()
    key = (row["person_id"], start_date)
    if any(key_of("assignments", one) == key for one in rows):
        return []
    unit = rng.choice(case.tables["units"])["unit_id"]
    return [
        Correction("assignments", key, "add", "unit_id", "", unit),
        Correction("assignments", key, "add", "end_date", "", start_date),
    ]


def _person(rng: Random, case: Case) -> list[Correction]:
    """Another role or cap, or a person who leaves with all assignments."""
    if not case.tables["people"]:
        return []
    row = rng.choice(case.tables["people"])
    if rng.random() < 0.7:
        column, new = rng.choice((("role", "head"), ("role", "staff"), ("person_name", "员")))
        return _change("people", row, column, new)
    of_person = [one for one in case.tables["assignments"] if one["person_id"] == row["person_id"]]
    return [
        Correction("people", key_of("people", row), "delete"),
        *(Correction("assignments", key_of("assignments", one), "delete") for one in of_person),
    ]


def _event_added(rng: Random, case: Case) -> list[Correction]:
    codes = list(case.scheme.get("events") or {})
    key = (f"new-{rng.randrange(10**6)}",)
    if not codes:
        return []
    code = rng.choice(codes)
    cells = {
        "unit_id": rng.choice(case.tables["units"])["unit_id"],
        "code": code,
        "occurred_on": f"{case.cycle}-05-06",
        "document": "文〔1〕号",
    }
    if case.scheme["events"][code]["kind"] in ("bonus", "deduction"):
        cells["points"] = rng.choice(("0.5", "1", "2"))
    return [Correction("events", key, "add", column, "", value) for column, value in cells.items()]


def _event_deleted(rng: Random, case: Case) -> list[Correction]:
    if not case.tables.get("events"):
        return []
    row = rng.choice(case.tables["events"])
    if rng.random() < 0.5:
        return _change("events", row, "unit_id", rng.choice(case.tables["units"])["unit_id"])
    return [Correction("events", key_of("events", row), "delete")]


def _nothing(rng: Random, case: Case) -> list[Correction]:
    """A correction that changes nothing."""
    row = rng.choice(case.tables["units"])
    return _change("units", row, "unit_name", row["unit_name"])

"""A golden case as its file says it: a small scheme, small tables, and what must come of them (see README.md)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from second_opinion.case_files import Case, Texts

FOLDER = Path(__file__).parent
KEYS = {"shows", "rulebook", "working", "cycle", "scheme", "tables", "expected", "refused"}
LEFT_OUT = "~"
Listed: TypeAlias = list[list[str]]
DEFAULTS: dict[str, Texts] = {
    "units": {"unit_name": "名", "category": "town"},
    "component_scores": {"component": "work"},
    "ratings": {"department": "party"},
    "indicator_scores": {"department": "party"},
    "events": {"event_id": "E{row}", "occurred_on": "{cycle}-06-01", "document": "文"},
    "contests": {"contest": "race", "round": "1"},
    "ballots": {"component": "vote", "voter_group": "public"},
    "people": {"person_name": "人", "role": "staff", "base_pay": "1000", "graded": "yes", "score": "80"},
    "assignments": {"unit_id": "U1", "start_date": "{cycle}-01-01"},
    "pools": {"scope_id": "all"},
    "pay_lines": {"start_date": "{cycle}-01-01"},
}
"""What stands in a column that a case does not name."""


@dataclass(frozen=True)
class GoldenCase:
    """The folder's content that a case stands for, and the result tables or the one problem that must come of it."""

    case: Case
    expected: dict[str, list[Texts]]
    refused: Texts | None


def golden_case(path: Path) -> GoldenCase:
    """The case of a file; whatever it leaves out is the base scheme's, or stands in ``DEFAULTS``."""
    said = _texts(path)
    unknown = said.keys() - KEYS
    assert not unknown, unknown
    assert said["shows"], path
    assert said["rulebook"].startswith("§"), path
    assert ("expected" in said) != ("refused" in said), path
    cycle = said.get("cycle", "2023")
    listed = _with_default_tables(said.get("tables", {}))
    tables = {name: _rows(name, rows, cycle) for name, rows in listed.items()}
    headings = {name: list(dict.fromkeys([*rows[0], *DEFAULTS.get(name, {})])) for name, rows in listed.items()}
    expected = {name: _rows(name, rows, cycle, results=True) for name, rows in said.get("expected", {}).items()}
    return GoldenCase(
        Case(int(cycle), _scheme(said.get("scheme", {})), tables, headings), expected, said.get("refused")
    )


def _texts(path: Path) -> dict[str, Any]:
    """The file with every scalar as the text that it is: no number goes through a float."""
    said: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  (texts only)
    return said


def _scheme(changes: dict[str, Any]) -> dict[str, Any]:
    """The base scheme with the value at each dotted path replaced, or left out."""
    scheme = _texts(FOLDER / "base_scheme.yaml")
    for path, value in changes.items():
        *steps, last = path.split(".")
        at = scheme
        for step in steps:
            at = at.setdefault(step, {})
        if value == LEFT_OUT:
            del at[last]
        else:
            at[last] = value
    return scheme


def _rows(table: str, listed: Listed, cycle: str, *, results: bool = False) -> list[Texts]:
    """Rows of a table whose first line is its heading."""
    defaults = DEFAULTS.get(table, {}) if not results or table == "pay_lines" else {}
    rows = []
    for number, cells in enumerate(listed[1:], start=1):
        assert len(cells) == len(listed[0]), (table, cells)
        filled = {column: text.format(row=number, cycle=cycle) for column, text in defaults.items()}
        rows.append({**filled, **dict(zip(listed[0], cells, strict=True))})
    return rows


def _with_default_tables(tables: dict[str, Listed]) -> dict[str, Listed]:
    """The tables, and those that a case leaves out: one unit with a score of 80, one person in it all year."""
    units = tables.get("units", [["unit_id"], ["U1"]])
    people = tables.get("people", [["person_id"], ["P1"]])
    return {
        "units": units,
        "people": people,
        "component_scores": [["unit_id", "score"], *([unit, "80"] for unit in _column(units, "unit_id"))],
        "assignments": [["person_id"], *([person] for person in _column(people, "person_id"))],
        **tables,
    }


def _column(listed: Listed, name: str) -> list[str]:
    return [row[listed[0].index(name)] for row in listed[1:]]

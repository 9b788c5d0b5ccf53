"""The rulebook's worked cases are admitted; its broken ones are refused with the table, column, key and value named."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pay_linkage.admission import refusals
from pay_linkage.intake.inputs import read_inputs
from pay_linkage.schemes import read_scheme

SHARED = Path(os.environ.get("PAY_LINKAGE_SHARED", Path(__file__).resolve().parents[2].parent / "shared")) / "cases"
FOLDERS = sorted(SHARED.iterdir()) if SHARED.is_dir() else []
WORKED = [folder for folder in FOLDERS if (folder / "expected").is_dir()]
BROKEN = [folder for folder in FOLDERS if (folder / "bad.json").is_file()]
TABLES_BROKEN = [
    folder for folder in BROKEN if json.loads((folder / "bad.json").read_text("utf-8"))["table"] != "scheme"
]
OTHER_NAMES = {
    "event_day_impossible": "date_impossible",
    "component_score_nan": "number_not_finite",
    "component_score_not_a_number": "number_not_readable",
    "graded_neither_yes_nor_no": "choice_unknown",
}
"""What the reader calls the unreadable cells: it names the condition of the cell, not the table."""

pytestmark = pytest.mark.skipif(
    not FOLDERS, reason="the rulebook's cases are not here: set PAY_LINKAGE_SHARED to the folder that holds `cases`"
)


def _problems(folder: Path) -> list[tuple[str, str | None, str | None, str | None, str | None, str]]:
    scheme = read_scheme((folder / "scheme.yaml").read_bytes(), "scheme.yaml")
    cycle = json.loads((folder / "case.json").read_text("utf-8"))["cycle"]
    tables, unread = read_inputs(folder)
    found = refusals(scheme, cycle, tables, unread)
    return [(p.code, p.table, p.column, p.key, p.value, p.place.file) for p in found]


def test_there_are_thirty_worked_cases_and_twenty_broken_in_a_table() -> None:
    assert (len(WORKED), len(TABLES_BROKEN)) == (30, 22)


@pytest.mark.parametrize("folder", WORKED, ids=lambda folder: folder.name)
def test_a_worked_case_is_admitted(folder: Path) -> None:
    assert _problems(folder) == []


@pytest.mark.parametrize("folder", TABLES_BROKEN, ids=lambda folder: folder.name)
def test_a_broken_case_is_refused_where_it_is_broken(folder: Path) -> None:
    bad = json.loads((folder / "bad.json").read_text("utf-8"))
    named = (OTHER_NAMES.get(bad["kind"], bad["kind"]), bad["table"], bad["column"], bad["key"])
    matching = [problem for problem in _problems(folder) if problem[:4] == named]
    assert len(matching) == 1
    assert matching[0][5] == bad["file"]
    if "value" in bad:
        assert matching[0][4] == bad["value"]

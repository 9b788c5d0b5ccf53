"""The same on random cases, whose schemes use every option of the rulebook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contracts.problem import Refused
from tests.explanation.explained_run import ExplainedRun
from tests.second_opinion import generator

MOST_PEOPLE = 15


@pytest.mark.parametrize("seed", range(1, 41))
def test_random_case_is_explained_by_the_runs_numbers(seed: int, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    generator.write_case(seed, folder)
    cycle = json.loads((folder / "case.json").read_text())["cycle"]
    try:
        explained = ExplainedRun(folder / "scheme.yaml", folder, cycle, tmp_path / "store")
    except Refused:
        return  # about one case in seven is bad on purpose; there is no run to explain
    for unit, tree in explained.unit_trees():
        explained.judge_unit(unit, tree)
    for person_id in sorted(explained.people.amounts)[:MOST_PEOPLE]:
        explained.judge_person(person_id)

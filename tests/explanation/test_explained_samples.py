"""Every number that is explained is the run's own, and every formula comes to it: on the samples."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.explanation.explained_run import ExplainedRun, nodes

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {
    "dinghai_2017": ("dinghai-2017", 2017),
    "dinghai_2018": ("dinghai-2018-indirect", 2018),
    "dinghai_2018_direct": ("dinghai-2018-direct", 2018),
    "community": ("community-contest", 2020),
    "public_institution": ("public-institution-2023", 2023),
}
MOST_PEOPLE = 60
"""People whose trees are looked at, drawn at random, besides those of each kind."""


@pytest.fixture(scope="module", params=SAMPLES)
def explained(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ExplainedRun:
    scheme, cycle = SAMPLES[request.param]
    return ExplainedRun(scheme, ROOT / "sample_data" / request.param, cycle, tmp_path_factory.mktemp("store"))


def test_units_are_explained_by_the_runs_numbers(explained: ExplainedRun) -> None:
    for unit, tree in explained.unit_trees():
        explained.judge_unit(unit, tree)


def people_of_every_kind(explained: ExplainedRun) -> list[str]:
    """Somebody of each state of the pay lines, with the last cent or without; of each role, grade, cap, fixed grade."""
    lines = explained.people.line_frame.select("person_id", "state", "extra", "time_units")
    persons = explained.of.input("people").join(explained.run.table("person_results"), on="person_id")
    kinds = [
        *(lines.unique(["state", "extra"], maintain_order=True)["person_id"]),
        *(lines.unique("time_units", maintain_order=True)["person_id"]),
        *(persons.unique(["role", "graded", "individual_grade", "grade_cap", "grade_fixed"])["person_id"]),
    ]
    everybody = sorted(explained.people.amounts)
    drawn = random.Random(7).sample(everybody, min(MOST_PEOPLE, len(everybody)))
    return sorted({*kinds, *drawn})


def test_people_are_explained_by_the_runs_numbers(explained: ExplainedRun) -> None:
    for person_id in people_of_every_kind(explained):
        explained.judge_person(person_id)


def test_inputs_are_told_with_their_cells(explained: ExplainedRun) -> None:
    """Whatever a unit's tree takes from an input names file and row."""
    for _, tree in explained.unit_trees():
        leaves = [node for node in nodes(tree) if node.places]
        assert leaves
        assert all(place.file.endswith(".csv") and place.row for node in leaves for place in node.places)

"""Problems as a person reads them: many of one kind do not bury the one of another kind."""

from __future__ import annotations

import pytest

from contracts.problem import Place, Problem
from pay_linkage.cli.language import choose
from pay_linkage.cli.problem_list import KINDS, PLACES, TOLD_WHOLE, problem_lines


@pytest.fixture(autouse=True)
def english() -> None:
    choose(["--lang", "en"], {})


def negative(row: int, file: str = "scores.csv") -> Problem:
    place = Place(file, row=row, cell=f"C{row}")
    return Problem("component_score_negative", place, "component_scores", "score", f"U{row}", "-1")


UNKNOWN = Problem("explained_unknown", Place("scores.csv"), value="U9")


def test_the_rest_of_a_kind_is_named_by_its_cells() -> None:
    lines = list(problem_lines([negative(row) for row in range(2, TOLD_WHOLE + 5)]))
    assert len(lines) == TOLD_WHOLE + 1
    assert lines[0].startswith("✗ scores.csv · C2: ")
    assert lines[-1] == "✗ … and 3 more of the same kind (--json lists all): C12, C13, C14"


def test_one_of_another_kind_is_told_whole_after_many_of_the_first() -> None:
    lines = list(problem_lines([*(negative(row) for row in range(2, 5000)), UNKNOWN]))
    assert len(lines) == TOLD_WHOLE + 2
    assert lines[TOLD_WHOLE].endswith("…")
    assert lines[TOLD_WHOLE].count(",") == PLACES - 1
    assert "U9" in lines[-1]


def test_files_are_kinds_of_their_own_and_stand_together() -> None:
    mixed = [negative(2), negative(2, "other.csv"), negative(3)]
    assert [line.split(":")[0] for line in problem_lines(mixed)] == [
        "✗ scores.csv · C2",
        "✗ scores.csv · C3",
        "✗ other.csv · C2",
    ]


def test_more_kinds_than_anybody_reads_are_counted() -> None:
    lines = list(problem_lines([negative(2, f"{number}.csv") for number in range(KINDS + 2)]))
    assert len(lines) == KINDS + 1
    assert lines[-1] == "… and 2 more kinds (--json lists all)."

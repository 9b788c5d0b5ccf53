"""Every branch that a sample is there to show occurs in it, and the README says so."""

from __future__ import annotations

from functools import cache

import pytest

from sample_data.samples import HOME, SAMPLES
from tests.sample_data.branches import BRANCHES, Branch, sentence
from tests.sample_data.sample_facts import Facts

CASES = [(name, branch) for name, branches in BRANCHES.items() for branch in branches]


@cache
def facts_of(name: str) -> Facts:
    return Facts(name)


@pytest.mark.parametrize(("name", "branch"), CASES, ids=lambda value: getattr(value, "__name__", value))
def test_the_branch_occurs(name: str, branch: Branch) -> None:
    assert branch(facts_of(name)) > 0


def test_every_sample_has_branches_to_show() -> None:
    assert set(BRANCHES) == {sample.name for sample in SAMPLES}


def test_the_readme_lists_the_branches_of_every_sample() -> None:
    lines = (HOME / "README.md").read_text("utf-8").splitlines()
    listed = {tuple(cell.strip() for cell in line.strip("|").split("|"))[:2] for line in lines if line.startswith("| ")}
    missing = [
        f"{sentence(branch)} | {name}" for name, branch in CASES if not _is_listed(listed, sentence(branch), name)
    ]
    assert missing == []


def _is_listed(listed: set[tuple[str, ...]], branch: str, name: str) -> bool:
    return any(len(row) == 2 and row[0] == branch and f"`{name}`" in row[1] for row in listed)

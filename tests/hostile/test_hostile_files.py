"""Whatever a file is, reading it ends in a sentence or in its values, within 300 MB and ten seconds (promise 13).

Each family in its own process is measured by ``python -m tests.hostile``; here those that need no process of their own
are read without one, since starting it takes most of the time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from contracts.problem import LANGUAGES, Problem, Refused
from pay_linkage.schemes import read_scheme
from tests.hostile import large_files, odd_sheets, odd_tables, xml_bombs, zip_bombs
from tests.hostile.families import FAMILIES
from tests.hostile.family import READ, Family
from tests.hostile.measured import MOST_MEGABYTES, MOST_SECONDS, Measured, measured
from tests.hostile.odd_schemes import SCHEMES
from tests.unconfined import reading_unconfined

BUILT_LARGE = ("million", "200,000 attributes", "50,000 sheets")
HEAVY = (
    *(family for family in zip_bombs.FAMILIES if "400 MB" in family.name),
    *(family for family in xml_bombs.FAMILIES if any(word in family.name for word in BUILT_LARGE)),
    *(family for family in odd_sheets.FAMILIES if "million" in family.name or "120 MB" in family.name),
    *(family for family in odd_sheets.FAMILIES if "announced" in family.name),
    *large_files.FAMILIES,
    *(family for family in odd_tables.FAMILIES if "million rows" in family.name or "columns" in family.name),
)
"""Families that are built to take memory or time: these are measured in every test run."""
LIGHT = tuple(family for family in FAMILIES if family not in HEAVY)


def test_there_are_enough_families_with_names_of_their_own() -> None:
    assert len({family.name for family in FAMILIES}) == len(FAMILIES) >= 100


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the family's file is made; what else would be written stands beside it, in ``tmp``."""
    (tmp_path / "tmp").mkdir()
    (tmp_path / "made").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path / "made"


@pytest.mark.parametrize("family", HEAVY, ids=lambda family: family.name)
def test_a_heavy_family_stays_within_memory_and_time(family: Family, folder: Path) -> None:
    found = measured(family.make(folder))
    judge(family, found, folder)
    assert found.peak < MOST_MEGABYTES
    assert 0 < found.seconds < MOST_SECONDS


@pytest.mark.parametrize("family", LIGHT, ids=lambda family: family.name)
def test_a_light_family_is_refused_in_words_or_read_right(family: Family, folder: Path) -> None:
    with reading_unconfined():
        judge(family, measured(family.make(folder)), folder)


def judge(family: Family, found: Measured, folder: Path) -> None:
    codes = [problem.code for problem in found.problems]
    assert set(codes) & set(family.outcome) if family.outcome != READ else codes == []
    if family.units:
        assert found.tables["units"].frame["unit_id"].to_list() == list(family.units)
    told(found.problems)
    assert list((folder.parent / "tmp").iterdir()) == []


def told(problems: Sequence[Problem]) -> None:
    """Every problem is told in both languages."""
    for problem in problems:
        for lang in LANGUAGES:
            assert all(problem.text(part, lang) for part in ("what", "expected", "mend"))
            str(problem.as_record(lang)).encode()


@pytest.mark.parametrize("name", SCHEMES)
def test_a_hostile_scheme_is_refused_in_words(name: str) -> None:
    with pytest.raises(Refused) as refused:
        read_scheme(SCHEMES[name], "scheme.yaml")
    told(refused.value.problems)

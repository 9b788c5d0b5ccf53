"""The second opinion itself is right: the rulebook's worked cases come out exactly, its bad ones are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .calculator import Refused, calculate
from .compare import mismatches
from .shared_cases import case_folders, expected_tables

WORKED = case_folders(refused=False)
BAD = case_folders(refused=True)
absent = pytest.mark.skipif(not WORKED, reason="no shared cases: set PAY_LINKAGE_SHARED to the folder that holds them")


@absent
def test_there_are_thirty_cases_of_each_kind() -> None:
    assert (len(WORKED), len(BAD)) == (30, 30)


@absent
@pytest.mark.parametrize("folder", WORKED, ids=lambda folder: folder.name)
def test_a_worked_case_comes_out_exactly(folder: Path) -> None:
    assert mismatches(expected_tables(folder), calculate(folder)) == []


@absent
@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_bad_case_is_refused_for_what_is_bad_in_it(folder: Path) -> None:
    bad = json.loads((folder / "bad.json").read_text("utf-8"))
    with pytest.raises(Refused) as refused:
        calculate(folder)
    assert refused.value.table == bad["table"]
    if bad["column"] is not None:
        assert refused.value.column == bad["column"]
    if bad["key"] is not None:
        assert refused.value.key == bad["key"]

"""The rulebook's worked cases come out exactly from the product, and its bad ones are refused at the bad place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .compare import mismatches
from .product import product_problems, product_tables
from .shared_cases import case_folders, expected_tables

WORKED = case_folders(refused=False)
BAD = case_folders(refused=True)

pytestmark = pytest.mark.skipif(
    not WORKED, reason="no shared cases: set PAY_LINKAGE_SHARED to the folder that holds them"
)


@pytest.mark.parametrize("folder", WORKED, ids=lambda folder: folder.name)
def test_a_worked_case_comes_out_exactly(folder: Path) -> None:
    assert mismatches(expected_tables(folder), product_tables(folder)) == []


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_bad_case_is_refused_for_what_is_bad_in_it(folder: Path) -> None:
    bad = json.loads((folder / "bad.json").read_text("utf-8"))
    found = [(p.table, p.column, p.key) for p in product_problems(folder)]
    assert (bad["table"], bad["column"], bad["key"]) in found

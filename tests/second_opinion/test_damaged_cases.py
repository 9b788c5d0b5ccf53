"""One thing broken in a valid case is refused by the product at the place where it is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from .calculator import Refused, calculate
from .case_files import Case, read_case
from .damages import Damage
from .generator import damage, write_case
from .product import product_problems

VALID_CASES = 24
BLOCK = 20
FIRST_SEEDS = range(0, 240, BLOCK)
OTHER_COLUMN = {
    "scope_without_pool": "amount",  # the cell that is missing, as with missing ratings; the second opinion: scope_id
    "pools_without_a_column": None,  # of two columns one is left, which is no heading yet
}


@pytest.fixture(scope="module")
def valid_cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    cases: list[Case] = []
    seed = 0
    while len(cases) < VALID_CASES:
        seed += 1
        folder = tmp_path_factory.mktemp("valid")
        write_case(seed, folder)
        try:
            calculate(folder)
        except Refused:
            continue
        cases.append(read_case(folder))
    return cases


@pytest.mark.parametrize("first", FIRST_SEEDS)
def test_refused_where_it_is_broken(first: int, valid_cases: list[Case], tmp_path: Path) -> None:
    for seed in range(first, first + BLOCK):
        folder = tmp_path / f"{seed}"
        valid_cases[seed % VALID_CASES].write(folder)
        broken = damage(folder, seed)
        found = [(p.table, p.column, p.key) for p in product_problems(folder)]
        assert any(_is_at(broken, *place) for place in found), (broken, found)


def _is_at(broken: Damage, table: str | None, column: str | None, key: str | None) -> bool:
    """Whether a problem's place is the damage's: its table and column, and a key that begins with the damage's."""
    wanted = OTHER_COLUMN.get(broken.kind, broken.column)
    return table == broken.table and wanted in {None, column} and (key or "").startswith(broken.key or "")

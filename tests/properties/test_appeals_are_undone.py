"""Promise 4: an appeal without effect moves nobody, and one that is withdrawn leaves nothing of it.

``PAY_LINKAGE_CASES=2000`` for that many of each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

import polars as pl
import pytest

from contracts.input_table import InputTable
from contracts.problem import Refused
from pay_linkage import chain
from pay_linkage.admission import admitted
from pay_linkage.corrections import corrected
from pay_linkage.intake import read_inputs
from pay_linkage.rules.delta import differences
from pay_linkage.schemes import read_scheme
from tests.corrections.corrections_csv import write_corrections
from tests.corrections.random_corrections import KEYS, Correction, corrections, key_of, withdrawn
from tests.second_opinion import generator
from tests.second_opinion.case_files import Case, read_case
from tests.second_opinion.random_schemes import drawn

from .admitted_cases import same_tables
from .cases_wanted import cases_wanted

WANTED = cases_wanted(15)
Tables = Mapping[str, InputTable]


class Appealed:
    """A random case, its tables and results; ``corrects`` applies a corrections file to tables."""

    def __init__(self, folder: Path, seed: int) -> None:
        generator.write_case(seed, folder)
        self._folder, self._rng = folder, drawn(f"undone {seed}")
        self._scheme = read_scheme((folder / "scheme.yaml").read_bytes(), "scheme.yaml")
        self._cycle = json.loads((folder / "case.json").read_text("utf-8"))["cycle"]
        self.case: Case = read_case(folder)
        self.tables, _ = read_inputs(folder)
        self.results = self.calculated(self.tables)
        self.lines = next(filter(None, iter(lambda: corrections(self._rng, self.case), None)))
        self.same = [self._written_otherwise() for _ in range(2)]

    def calculated(self, tables: Tables) -> chain.Results:
        """The results of tables. Raises ``Refused``."""
        return chain.calculated(admitted(self._scheme, self._cycle, tables), self._scheme)

    def corrects(self, tables: Tables, lines: list[Correction]) -> Tables:
        """The tables after the lines, written in one of the ways in which people write them."""
        write_corrections(self._folder / "corrections.csv", lines, self._rng)
        return corrected(tables, self._folder / "corrections.csv").tables

    def _written_otherwise(self) -> Correction:
        """The same value for a cell of any table."""
        table = self._rng.choice([name for name, rows in self.case.tables.items() if rows])
        row = self._rng.choice(self.case.tables[table])
        column = self._rng.choice([name for name in row if name not in KEYS[table]])
        return Correction(table, key_of(table, row), "change", column, row[column], row[column])


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Appealed]:
    folders = (tmp_path_factory.mktemp("case") for _ in count())
    return [case for case, _ in zip(_admitted(folders), range(WANTED), strict=False)]


def _admitted(folders: Iterator[Path]) -> Iterator[Appealed]:
    for seed in count(40_000):
        try:
            yield Appealed(next(folders), seed)
        except Refused:
            continue


def _owed(after: chain.Results, before: chain.Results) -> list[str]:
    """The differences that would be paid or taken back."""
    return differences(after.payroll, before.payroll).filter(pl.col("kind") != "zero")["person_id"].to_list()


def test_an_appeal_without_effect_moves_nobody(cases: list[Appealed]) -> None:
    for case in cases:
        for line in case.same:
            after = case.calculated(case.corrects(case.tables, [line]))
            assert same_tables(case.results, after) == []
            assert _owed(after, case.results) == []


def test_a_withdrawn_appeal_leaves_nothing_of_it(cases: list[Appealed]) -> None:
    moved = 0
    for case in cases:
        appealed = case.corrects(case.tables, case.lines)
        with suppress(Refused):  # an appeal may leave tables that cannot be used; withdrawn, they can
            moved += bool(_owed(case.calculated(appealed), case.results))
        after = case.calculated(case.corrects(appealed, withdrawn(case.case, case.lines)))
        assert same_tables(case.results, after) == []
        assert _owed(after, case.results) == []
    assert moved > WANTED // 5

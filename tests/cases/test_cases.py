"""Every golden case comes out as its file says, from the product and from the second opinion alike."""

from __future__ import annotations

from pathlib import Path

import pandera.polars  # noqa: F401  (once for all processes that a mutation run forks, not again in each of them)
import pytest
from second_opinion import calculator, compare
from second_opinion.product import product_problems, product_tables

from contracts.problem import LANGUAGES

from .golden_case import FOLDER, golden_case

FILES = sorted(FOLDER.glob("*/*.yaml"))
every_case = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")


def test_there_are_cases() -> None:
    assert len(FILES) >= 90


@every_case
def test_product(path: Path, tmp_path: Path) -> None:
    golden = golden_case(path)
    golden.case.write(tmp_path)
    if golden.refused is None:
        assert compare.mismatches(golden.expected, product_tables(tmp_path)) == []
    else:
        problems = product_problems(tmp_path)
        assert all(problem.as_record(lang) for problem in problems for lang in LANGUAGES)
        found = [(p.code, p.table, p.column, p.key) for p in problems]
        assert found == [tuple(golden.refused.get(part) for part in ("code", "table", "column", "key"))]


@every_case
def test_second_opinion(path: Path, tmp_path: Path) -> None:
    golden = golden_case(path)
    golden.case.write(tmp_path)
    if golden.refused is None:
        assert compare.mismatches(golden.expected, calculator.calculate(tmp_path)) == []
    else:
        with pytest.raises(calculator.Refused):
            calculator.calculate(tmp_path)

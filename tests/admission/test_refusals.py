"""Each thing that a scheme or a cycle asks of the tables is missed when it is not there, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from admitted_cases import ADMITTED
from case_pieces import Case, Found
from refused_cases import REFUSED
from small_input import CYCLE, small_inputs, small_scheme

from contracts.problem import LANGUAGES
from pay_linkage.admission import refusals


def _found(case: Case, folder: Path) -> list[Found]:
    problems = refusals(small_scheme(*case.scheme), CYCLE, small_inputs(folder, case.changes))
    for problem in problems:
        assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES)
    return [(p.code, str(p.table), p.column, p.key, p.value) for p in problems]


@pytest.mark.parametrize("name", REFUSED)
def test_refused_where(name: str, tmp_path: Path) -> None:
    assert _found(REFUSED[name], tmp_path) == REFUSED[name].found


@pytest.mark.parametrize("name", ADMITTED)
def test_admitted_where(name: str, tmp_path: Path) -> None:
    assert _found(ADMITTED[name], tmp_path) == []

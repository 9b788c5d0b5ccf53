"""Each thing that a scheme or a cycle asks of the tables is missed when it is not there, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.problem import LANGUAGES
from pay_linkage.admission import refusals
from tests.admission.admitted_cases import ADMITTED
from tests.admission.case_pieces import Case, Found
from tests.admission.refused_cases import REFUSED
from tests.admission.small_input import CYCLE, small_inputs, small_scheme


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


TOLD = {
    "category_unknown": "以下之一：town、organ",
    "component_unknown": "以下之一：work、care、vote",
    "voter_group_unknown": "以下之一：leaders（领导）、public（群众）",
    "ballot_option_unknown": "以下之一：good（良好）、poor（差）",
    "department_unknown": "以下之一：discipline、publicity（宣传部）",
    "event_code_unknown": "以下之一：praise、free_praise、conduct、safety、disaster",
    "contest_unknown": "以下之一：race",
    "grade_cap_unknown": "以下之一：excellent（优秀）、competent（称职）、basic、poor",
    "pool_scope_unknown": "以下之一：T1、T2、O1",
}


@pytest.mark.parametrize("code", TOLD)
def test_a_code_that_is_none_is_told_with_those_that_there_are_and_their_names(code: str, tmp_path: Path) -> None:
    case = next(case for case in REFUSED.values() if case.found[0][0] == code)
    problem = refusals(small_scheme(*case.scheme), CYCLE, small_inputs(tmp_path, case.changes))[0]
    assert problem.text("expected", "zh") == TOLD[code]

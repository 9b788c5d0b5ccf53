"""Every problem that this room can find is said in both languages, with every blank filled."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from refusal_cases import refusal_cases
from sound_scheme import problems
from test_scheme_yaml_traps import TRAPS, UNREADABLE, edited

from contracts.problem import LANGUAGES, Problem, problem_texts

CODE = re.compile(r'"(scheme_[a-z0-9_]+)"')
CHINESE = re.compile(r"[一-鿿]")
NOT_CODES = {"scheme_bytes", "scheme_schema"}


def codes() -> set[str]:
    """Every code that stands in this room's modules."""
    modules = (file for file in files("pay_linkage.schemes").iterdir() if file.name.endswith(".py"))
    return {code for file in modules for code in CODE.findall(file.read_text("utf-8"))} - NOT_CODES


@cache
def all_problems() -> tuple[Problem, ...]:
    """What the cases of the other tests find."""
    found = [problem for case in refusal_cases() for problem in problems(case.text())]
    found += [problem for _, old, new, _, _ in TRAPS for problem in problems(edited(old, new))]
    return (*found, *(problem for _, data, _, _ in UNREADABLE for problem in problems(data)))


def test_every_code_has_texts_and_every_text_a_code() -> None:
    assert codes() == {code for code in problem_texts() if code.startswith("scheme_")}


def test_every_problem_can_be_told_in_both_languages() -> None:
    for problem in all_problems():
        for lang in LANGUAGES:
            record = problem.as_record(lang)
            assert all(str(record[part]).strip() for part in ("what", "expected", "mend"))
            assert bool(CHINESE.search(str(record["mend"]))) == (lang == "zh")


def test_nearly_every_code_is_found_by_some_case() -> None:
    elsewhere = {
        "scheme_cycle_outside",
        "scheme_not_found",
        "scheme_normal_absorbing_negative",
        "scheme_yaml_alias",
    } | {"scheme_list_too_long"}
    assert codes() - elsewhere == {problem.code for problem in all_problems()}


def test_a_long_value_is_cut_short() -> None:
    (found,) = problems(edited("weight: 0.5", "weight: " + "9" * 5000))
    assert found.value is not None
    assert len(found.value) <= 80

"""Sentences of problems: names in the reader's language, and no part that says nothing."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from contracts.columns import COLUMNS
from contracts.problem import Place, Problem, problem_texts
from pay_linkage.intake.choices import choice_fault
from pay_linkage.runs.failure import Forgotten
from pay_linkage.schemes.builtin_schemes import scheme_bytes
from pay_linkage.schemes.reading import cycle_problem, read_scheme

FILE = Place("f")


def zh(code: str, part: str = "what", **facts: str) -> str:
    return Problem(code, FILE, key="00040", value=facts.pop("value", None), facts=facts).text(part, "zh")  # type: ignore[arg-type]


def test_tables_and_columns_are_called_by_their_names_in_chinese() -> None:
    facts = {"target": "people", "field": "base_pay", "found": "1", "value": "2"}
    told = zh("correction_old_value_differs", **facts)
    assert told == "人员（people）00040：该运行中绩效基数（base_pay）的值为“1”，不是“2”。"
    assert zh("correction_key_malformed", "expected", target="x", parts="unit_id|component").startswith(
        "单位编码（unit_id）|考核"
    )
    assert (
        zh("correction_table_unknown", "expected", known="units, people") == "以下之一：单位（units）、人员（people）"
    )


def test_a_list_of_words_begins_with_the_readers() -> None:
    fault = choice_fault("maybe", COLUMNS["graded"])
    told = Problem(fault.code, FILE, facts=fault.facts)
    assert (told.text("expected", "zh"), told.text("expected", "en")) == (
        "以下之一：是（yes）、否（no）",
        "one of yes (是) / no (否)",
    )


def test_what_is_empty_is_called_so() -> None:
    facts = {"target": "people", "field": "score", "found": "82.9", "value": ""}
    problem = Problem("correction_old_value_differs", FILE, key="1", facts=facts)
    assert (problem.text("what", "zh")[-5:], problem.text("what", "en")[-12:]) == ("不是空值。", "not nothing.")


def sentences_that_name_the_closest() -> list[tuple[str, str, str]]:
    return [
        (code, part, lang)
        for code, parts in problem_texts().items()
        for part, texts in parts.items()
        for lang, text in texts.items()
        if "{closest}" in text or "{near}" in text
    ]


@pytest.mark.parametrize(("code", "part", "lang"), sentences_that_name_the_closest())
def test_where_no_name_is_close_none_is_announced(code, part, lang) -> None:
    blanks = {name for _, name, _, _ in Formatter().parse(problem_texts()[code][part][lang]) if name}

    def told(nearest: str) -> str:
        facts = {**dict.fromkeys(blanks, "x"), "closest": nearest, "near": nearest}
        return str(Problem(code, FILE, key="k", facts=facts).text(part, lang))

    assert "jü" in told("jü")
    assert not re.search("–|closest|nearest|最接近|[(（][)）]|[:：；;,，]$", told("–").rstrip(".。"))


def test_a_scheme_without_an_end_is_told_to_hold_from_its_first_day_on() -> None:
    scheme = read_scheme(scheme_bytes("dinghai-2018-direct"), "s")
    problem = cycle_problem(scheme, 2010, "s")
    assert problem is not None
    assert problem.text("what", "zh").endswith("有效期自 2018-01-01 起。")
    assert problem.text("what", "en").endswith("it is effective from 2018-01-01 on.")


def test_sentences_in_one_line_have_a_blank_between_them_in_english_only() -> None:
    failure = Forgotten("run_forgotten", Path("p"), run="2018-1")
    assert failure.exit_status == 2
    assert "已发放金额。数据无法" in failure.sentence("zh")
    assert "are kept. Nothing" in failure.sentence("en")

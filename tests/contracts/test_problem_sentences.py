"""Sentences of problems: names in the reader's language, and no part that says nothing."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from contracts.problem import Place, Problem, problem_texts

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

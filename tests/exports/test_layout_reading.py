"""A layout file means one thing: every slip is refused at its line and key, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from contracts.problem import LANGUAGES, Problem, Refused
from pay_linkage.layouts import read_layout

SOUND = """\
# A layout that is sound.

layout: own
title: {en: Own, zh: 自定}
file: {kind: csv, encoding: utf-8}
source: a house's handbook, page 7

files: [full, supplement, recovery]
condition: amount != 0
parameters:
  company: {title: {en: Company, zh: 公司}, choices: [A, B]}
  date: {title: {en: Date, zh: 日期}, kind: date}


columns:
  - {heading: person, from: person_id, required: true}
  - {heading: unit, from: unit_name, longest: 9}
  - {heading: company, text: "{company}", recovery: {text: none}}
  - {heading: amount, from: amount, sign: absolute}
  - {heading: date, from: date, format: YYYYMMDD}
  - {heading: kind, from: id_type, words: {resident_id: 1}}
"""
CASES = yaml.safe_load((Path(__file__).parent / "layout_refusals.yaml").read_text(encoding="utf-8"))


def refused(text: str) -> list[tuple[str, str | None, int | None]]:
    with pytest.raises(Refused) as refusal:
        read_layout(text.encode(), "own.yaml")
    for problem in refusal.value.problems:
        assert problem.place.file == "own.yaml"
        assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES)
    return [(problem.code, problem.key, problem.place.row) for problem in refusal.value.problems]


def test_the_sound_layout_is_read() -> None:
    layout = read_layout(SOUND.encode(), "own.yaml")
    assert (layout.layout, layout.file.kind, len(layout.columns)) == ("own", "csv", 6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_slip_is_refused_at_its_place(case: dict[str, str]) -> None:
    assert case["of"] in SOUND
    found = refused(SOUND.replace(case["of"], case["by"], 1))
    assert (case["code"], case["key"], case["line"]) in found


def test_all_slips_are_told_at_once() -> None:
    text = SOUND.replace("sign: absolute", "sign: x").replace("kind: csv", "kind: x")
    assert len(refused(text.replace("required: true", "required: x"))) == 3
    text = SOUND.replace("from: unit_name", "from: x").replace("{company}", "{x}")
    assert [code for code, _, _ in refused(text)] == [
        "layout_parameter_unused", "layout_source_unknown", "layout_placeholder_unknown"]  # fmt: skip


@given(st.integers(0, len(SOUND) - 1), st.sampled_from(list("{}[]:,-\"'#&*!|>%@`\t\n ax0\u3000")), st.integers(0, 4))
def test_no_slip_of_the_hand_brings_the_reader_down(at: int, sign: str, dropped: int) -> None:
    text = SOUND[:at] + sign + SOUND[at + dropped :]
    problems: tuple[Problem, ...] = ()
    try:
        read_layout(text.encode(), "own.yaml")
    except Refused as refusal:
        problems = refusal.problems
    assert all(problem.text("what", "zh") for problem in problems)

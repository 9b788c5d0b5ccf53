from __future__ import annotations

from pathlib import Path

import pytest
from intake_files import csv_cell

CODES = ["0012", "007", "0009x", "Ａ１", "①", "3E05", "1E12", "a b", "x-1", "街道", "=1+1", "-5", "@x", "ﬁ", "𠮷"]


@pytest.mark.parametrize("code", CODES)
def test_a_code_stays_as_it_is_written(tmp_path: Path, code: str) -> None:
    assert csv_cell(tmp_path, "units", "unit_id", code) == (code, [])


@pytest.mark.parametrize("blank", [" ", "　", "\u00a0", "\t", " 　\u00a0"])
def test_white_space_around_a_code_or_a_name_is_no_part_of_it(tmp_path: Path, blank: str) -> None:
    assert csv_cell(tmp_path, "units", "unit_id", f"{blank}0012{blank}") == ("0012", [])
    assert csv_cell(tmp_path, "people", "person_name", f"{blank}张 三{blank}") == ("张 三", [])


HIDDEN = ["a\x07b", "a\x1bb", "a\x7fb", "a\x85b", "a\u202eb", "a\u2066b", "a\ufffdb"]
UNSEEN_IN_CODES = ["a\u200bb", "a\ufeffb", "a\u00adb", "a\u200fb", "a\tb", "a\nb"]


@pytest.mark.parametrize("text", HIDDEN)
def test_controls_and_reversing_characters_are_refused_in_codes_and_names(tmp_path: Path, text: str) -> None:
    for table, column in (("units", "unit_id"), ("units", "unit_name"), ("people", "id_number"), ("events", "note")):
        value, problems = csv_cell(tmp_path, table, column, text)
        assert (value, [p.code for p in problems]) == (None, ["character_forbidden"])
        assert f"U+{ord(text[1]):04X}" in problems[0].text("what", "en")


@pytest.mark.parametrize("text", UNSEEN_IN_CODES)
def test_what_nobody_sees_is_refused_in_codes_and_choices_but_not_in_text(tmp_path: Path, text: str) -> None:
    value, problems = csv_cell(tmp_path, "units", "unit_id", text)
    assert (value, [p.code for p in problems]) == (None, ["character_forbidden"])
    value, problems = csv_cell(tmp_path, "people", "role", text)
    assert (value, [p.code for p in problems]) == (None, ["character_forbidden"])
    assert csv_cell(tmp_path, "events", "note", text) == (text, [])


def test_a_found_value_is_shown_without_characters_that_act_on_a_terminal(tmp_path: Path) -> None:
    _, problems = csv_cell(tmp_path, "units", "category", "a\x1b[31m\u202eb")
    assert problems[0].value == "a\\u001b[31m\\u202eb"


@pytest.mark.parametrize("text", ["3.30106E+17", "3.3e17", "1.1E17", "3E+17"])
def test_an_id_that_a_spreadsheet_rounded_is_refused(tmp_path: Path, text: str) -> None:
    value, problems = csv_cell(tmp_path, "people", "id_number", text)
    assert (value, [(p.code, p.value) for p in problems]) == (None, [("id_number_damaged", None)])
    assert text not in str(problems[0].as_record("zh"))


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#NAME?", "#VALUE!"])
def test_an_error_of_a_formula_is_no_code_and_no_name(tmp_path: Path, text: str) -> None:
    for column in ("unit_id", "unit_name"):
        assert [p.code for p in csv_cell(tmp_path, "units", column, text)[1]] == ["formula_error"]


@pytest.mark.parametrize("word", ["yes", "YES", "Yes", "是", "ｙｅｓ", " yes "])
def test_a_choice_is_its_english_value_or_its_chinese_word(tmp_path: Path, word: str) -> None:
    assert csv_cell(tmp_path, "people", "graded", word) == ("yes", [])


def test_every_choice_is_read_in_both_languages(tmp_path: Path) -> None:
    for column, words in {
        "role": {"职工": "staff", "负责人": "head"},
        "id_type": {"护照": "passport", "其他": "other"},
    }.items():
        for zh, value in words.items():
            assert csv_cell(tmp_path, "people", column, zh) == (value, [])
            assert csv_cell(tmp_path, "people", column, value.upper()) == (value, [])


@pytest.mark.parametrize(("word", "value"), [("一把手", "head"), ("主要负责人", "head"), ("一般人员", "staff")])
def test_a_role_is_read_in_the_words_of_real_lists(tmp_path: Path, word: str, value: str) -> None:
    assert csv_cell(tmp_path, "people", "role", word) == (value, [])


@pytest.mark.parametrize("word", ["maybe", "y", "1", "TRUE", "√", "是的"])
def test_an_unknown_choice_is_refused_with_the_words_that_there_are(tmp_path: Path, word: str) -> None:
    value, problems = csv_cell(tmp_path, "people", "graded", word)
    assert (value, [(p.code, p.column, p.key, p.value) for p in problems]) == (
        None,
        [("choice_unknown", "graded", "P1", word if word.islower() and word.isascii() else None)],
    )
    assert "是（yes）、否（no）" in problems[0].text("expected", "zh")
    assert "yes (是) / no (否)" in problems[0].text("expected", "en")

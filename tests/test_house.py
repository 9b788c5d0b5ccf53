"""House rules that no linter knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contracts.columns import COLUMNS
from contracts.problem import LANGUAGES, problem_texts
from contracts.tables import INPUT_TABLES, RESULT_TABLES

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [file for room in ("contracts", "pay_linkage", "flows") for file in sorted((ROOT / room).rglob("*.py"))]
MOST_LINES = 400


def test_every_column_and_table_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    names = [*COLUMNS, *INPUT_TABLES, *RESULT_TABLES]
    assert [name for name in names if f"`{name}`" not in glossary] == []


def test_no_heading_means_two_columns_of_a_table() -> None:
    for table in INPUT_TABLES.values():
        headings = [heading for column in table.columns for heading in {one.casefold() for one in column.headings}]
        assert len(headings) == len(set(headings)), table.name


@pytest.mark.parametrize("code", sorted(problem_texts()))
def test_every_problem_is_told_in_both_languages(code: str) -> None:
    texts = problem_texts()[code]
    for part in ("what", "expected", "mend"):
        for language in LANGUAGES:
            assert texts[part][language].strip(), (code, part, language)
        blanks = {language: set(re.findall(r"{(\w+)}", texts[part][language])) for language in LANGUAGES}
        assert blanks["en"] == blanks["zh"], (code, part, blanks)


def test_every_problem_that_a_module_finds_has_texts() -> None:
    named = re.compile(r'\bProblem\(\s*"(\w+)"')
    found = {code for file in SOURCES for code in named.findall(file.read_text(encoding="utf-8"))}
    assert len(found) > 50
    assert found - problem_texts().keys() == set()


def test_no_file_is_longer_than_a_comfortable_room() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in SOURCES}
    assert {name: count for name, count in lengths.items() if count > MOST_LINES} == {}


def test_no_float_stands_in_rules_and_kernels() -> None:
    rooms = [file for file in SOURCES if file.parent.name in {"rules", "kernels"}]
    assert rooms
    found = [file.name for file in rooms if re.search(r"Float(32|64)|\bfloat\(|\.mean\(|\d\.\de", file.read_text())]
    assert found == []


def test_every_make_target_is_told_in_both_languages() -> None:
    told = re.findall(r"^([a-z-]+):.*?## (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(told) > 15
    for target, text in told:
        english, _, chinese = text.partition(" | ")
        assert english.isascii(), target
        assert re.search(r"[\u4e00-\u9fff]", chinese), target

"""The page that tells how a scheme is written knows every key, every word, and every section that results refer to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_tables import place_rows, scheme_keys, table_rows

from contracts.problem import LANGUAGES, Language
from pay_linkage.schemes import scheme_schema

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/rules.md", "docs/rules.zh-CN.md")
ROOMS = ("contracts", "pay_linkage", "flows", "tests", "sample_data", "docs")
ONE, SEVERAL = re.compile(r"§(\d+(?:\.\d)?)"), re.compile(r"§§(\d+)-(\d+)")


def keys_and_words(schema: Any) -> Iterator[str]:
    """Every key of the schema's tables, and every word of its lists of words."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from (word for word in schema.get("enum", ()) if isinstance(word, str))
        schema = list(schema.values())
    for part in schema if isinstance(schema, list) else ():
        yield from keys_and_words(part)


@pytest.mark.parametrize("page", PAGES)
def test_every_key_and_word_of_a_scheme_is_told(page: str) -> None:
    text = re.sub(r"^```.*?^```", "", (ROOT / page).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    told = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", text))))
    asked = set(keys_and_words(json.loads(json.dumps(scheme_schema()))))
    assert len(asked) > 80
    assert asked - told == set()


def sections_referred_to() -> set[str]:
    """Every § that stands anywhere in code, texts, tests, cases, samples and pages; of §§2-4 all three."""
    files = [*ROOT.glob("*.md"), *(file for room in ROOMS for file in (ROOT / room).rglob("*.*"))]
    found: set[str] = set()
    for file in files:
        if file.suffix in {".py", ".toml", ".yaml", ".md"} and not file.name.startswith("rules."):
            text = file.read_text("utf-8")
            found.update(ONE.findall(text))
            for first, last in SEVERAL.findall(text):
                found.update(map(str, range(int(first), int(last) + 1)))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_section_that_anything_refers_to_is_there(page: str) -> None:
    sections = set(re.findall(r"^#+ §(\d+(?:\.\d)?) ", (ROOT / page).read_text("utf-8"), re.MULTILINE))
    referred = sections_referred_to()
    assert len(referred) > 15
    assert referred - sections == set()


@pytest.mark.parametrize(("page", "lang"), list(zip(PAGES, LANGUAGES, strict=True)))
def test_places_of_keys_tables_and_columns_are_those_of_the_code(page: str, lang: Language) -> None:
    told = (ROOT / page).read_text("utf-8").partition("\n## §9 ")[2]
    rows = [line for line in told.splitlines() if re.match(r"\| (–|.*`)", line)]
    assert rows == [*place_rows(scheme_keys()), *table_rows(lang)]

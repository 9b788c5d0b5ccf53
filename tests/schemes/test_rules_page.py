"""The page that tells how a scheme is written knows every key, every word, and every section that results refer to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pay_linkage.schemes import scheme_schema

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/rules.md", "docs/rules.zh-CN.md")
REFERRED = re.compile(r"§(\d(?:\.\d)?)")


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


@pytest.mark.parametrize("page", PAGES)
def test_every_section_that_an_explanation_refers_to_is_there(page: str) -> None:
    sections = set(re.findall(r"^#+ §(\d(?:\.\d)?) ", (ROOT / page).read_text("utf-8"), re.MULTILINE))
    rooms = (ROOT / "pay_linkage" / room for room in ("explanation", "notices", "margins"))
    code = "".join(
        file.read_text("utf-8") for room in rooms for file in room.rglob("*.*") if file.suffix in {".py", ".toml"}
    )
    referred = set(REFERRED.findall(code)) - {"0"}
    assert len(referred) > 9
    assert referred - sections == set()

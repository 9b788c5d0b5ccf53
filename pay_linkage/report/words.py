"""The report's texts in both languages, from ``texts.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from contracts.words import Words


def same(text: object) -> Words:
    """A value that reads alike in both languages."""
    return Words(str(text), str(text))


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files(__package__).joinpath("texts.toml").read_text(encoding="utf-8"))


def said(section: str, key: str, /, **blanks: Words | str | int) -> Words:
    """The text ``key`` of a section of ``texts.toml``, its blanks filled."""
    text = _texts()[section][key]
    filled = {name: value if isinstance(value, Words) else same(value) for name, value in blanks.items()}
    en, zh = ({name: getattr(words, lang) for name, words in filled.items()} for lang in Words._fields)
    return Words(text["en"].format_map(en), text["zh"].format_map(zh))


def keys(section: str) -> tuple[str, ...]:
    """The keys of a section of ``texts.toml``."""
    return tuple(_texts()[section])

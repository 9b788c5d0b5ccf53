"""The words of explanations in both languages, from ``texts.toml``; column names come from the contracts."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cached_property
from importlib.resources import files

from contracts.columns import COLUMNS
from contracts.problem import LANGUAGES, Language
from contracts.words import Words, words_of
from pay_linkage.explanation.formula import plain

Blank = Words | Decimal | int | str | date
EMPTY = Words("—", "—")


class Sentences:
    """The sentences of a package's ``texts.toml``: key → language → text with blanks."""

    def __init__(self, package: str) -> None:
        self._package = package

    @cached_property
    def texts(self) -> dict[str, dict[str, str]]:
        """Every sentence in both languages."""
        return tomllib.loads(files(self._package).joinpath("texts.toml").read_text(encoding="utf-8"))

    def said(self, key: str, /, **blanks: Blank) -> Words:
        """The sentence ``key`` with its blanks filled, in both languages."""
        texts = self.texts[key]
        filled = {name: as_words(value) for name, value in blanks.items()}
        en, zh = ({name: getattr(words, lang) for name, words in filled.items()} for lang in LANGUAGES)
        return Words(texts["en"].format_map(en), texts["zh"].format_map(zh))

    def of(self, key: str, lang: Language, /, **blanks: str) -> str:
        """The sentence ``key`` in one language."""
        return self.texts[key][lang].format_map(blanks)


EXPLAINED = Sentences(__package__)
said = EXPLAINED.said


def as_words(value: Blank) -> Words:
    """A value as it stands in a sentence."""
    if isinstance(value, Words):
        return value
    text = plain(value) if isinstance(value, Decimal | int) else str(value)
    return Words(text, text)


def money(value: Decimal) -> str:
    """An amount in yuan with its two decimals."""
    return plain(value, 2)


def column(name: str) -> Words:
    """A column's name in both languages."""
    return words_of(COLUMNS[name])


def listed(parts: list[Words]) -> Words:
    """The parts one after the other."""
    return Words(", ".join(part.en for part in parts), "、".join(part.zh for part in parts)) if parts else EMPTY

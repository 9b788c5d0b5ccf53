"""What a column is: its name, headings, type, precision, and whether it holds a person's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "code", "choice", "number", "count", "date", "fact", "value"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column, defined once for every table that has it.

    ``kind``: ``text`` free text; ``code`` an identifier, kept as text with its leading zeros; ``choice`` a code out of
    ``choices`` (value → Chinese word); ``number`` an exact decimal with ``scale`` places; ``count`` a whole number;
    ``date`` a day; ``fact`` true or false; ``value`` the text of a cell of another column, which its row names.
    ``synonyms`` are further headings that real sheets use, ``words`` further words for choices (word → value).
    ``personal`` values are never repeated in messages.
    """

    name: str
    kind: Kind
    zh: str
    en: str
    meaning: str
    scale: int = 0
    choices: Mapping[str, str] = field(default_factory=dict)
    synonyms: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    personal: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading under which the column is recognised, the two that we write first."""
        return (self.zh, self.en, self.name, *self.synonyms)

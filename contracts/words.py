"""The same words in both languages."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from contracts.problem import Language


class Named(Protocol):
    """What has a name in both languages: a column, a table, a label of a scheme."""

    @property
    def en(self) -> str:
        """In English."""

    @property
    def zh(self) -> str:
        """In Chinese."""


def counted(count: int, one: str, several: str | None = None) -> str:
    """So many of something, in English.

    >>> counted(1, "line"), counted(0, "line"), counted(2, "person", "people")
    ('1 line', '0 lines', '2 people')
    """
    return f"{count} {one if count == 1 else several or one + 's'}"


class Words(NamedTuple):
    """What people read, in English and in Chinese."""

    en: str
    zh: str

    def of(self, lang: Language) -> str:
        """The words in one language."""
        return self.zh if lang == "zh" else self.en

    def beside(self, code: str) -> str:
        """Both, as a cell of a workbook in two languages shows them, and the code where it is neither.

        >>> Words("Townships", "乡镇").beside("township"), Words("competent", "称职").beside("competent")
        ('乡镇 Townships (township)', '称职 competent')
        >>> Words("A", "A").beside("A")
        'A'
        """
        told = " ".join(dict.fromkeys((self.zh, self.en)))
        return told if code in self else f"{told} ({code})"


def words_of(named: Named) -> Words:
    """What it is called."""
    return Words(named.en, named.zh)

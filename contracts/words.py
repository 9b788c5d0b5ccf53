"""The same words in both languages."""

from __future__ import annotations

from typing import NamedTuple

from contracts.problem import Language


class Words(NamedTuple):
    """What people read, in English and in Chinese."""

    en: str
    zh: str

    def of(self, lang: Language) -> str:
        """The words in one language."""
        return self.zh if lang == "zh" else self.en

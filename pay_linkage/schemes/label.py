"""What people see, in both languages (rulebook §9: ``label``, ``title``, ``name``)."""

from __future__ import annotations

from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.text import Text


class Label(Rule):
    """A text in English and in Chinese."""

    en: Text
    zh: Text

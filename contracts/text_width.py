"""How wide a text is where every character of a Latin alphabet is one column wide."""

from __future__ import annotations

from unicodedata import east_asian_width


def columns_wide(text: str) -> int:
    """How many columns a text takes; a Chinese character takes two.

    >>> columns_wide("A级")
    3
    """
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)

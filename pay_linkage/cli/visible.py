"""Text that may go to a terminal: nothing in it that the terminal would obey."""

from __future__ import annotations

UNSEEN = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """The text with a sign in place of each character that nobody would see."""
    return "".join(character if character.isprintable() else UNSEEN for character in text)

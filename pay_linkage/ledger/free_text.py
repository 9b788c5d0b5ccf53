"""What people write into the ledger: names and reasons must be given, and be text that both databases keep."""

from __future__ import annotations

import unicodedata

from contracts.problem import Place, Problem

UNKEPT = {"Cc", "Cs", "Cn"}
KEPT_CONTROLS = {"\n", "\t"}


def text_problems(ledger: str, **texts: str) -> list[Problem]:
    """What keeps the texts, by the name of what they say, from being kept."""
    found = [(name, _code(text)) for name, text in texts.items()]
    return [Problem(code, Place(ledger), facts={"name": name}) for name, code in found if code]


def _code(text: str) -> str | None:
    if not text.strip():
        return "ledger_text_missing"
    unkept = any(unicodedata.category(char) in UNKEPT and char not in KEPT_CONTROLS for char in text)
    return "ledger_text_malformed" if unkept else None

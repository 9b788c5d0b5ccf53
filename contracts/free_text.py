"""What people write for others to read later: names and reasons must be given, and be text that can be kept."""

from __future__ import annotations

import unicodedata

from contracts.problem import Place, Problem
from contracts.words import Words

UNKEPT = {"Cc", "Cs", "Cn"}
KEPT_CONTROLS = {"\n", "\t"}


SAID = {
    "reason": Words("The reason", "理由"),
    "force_reason": Words("The reason for forcing", "强制发布理由"),
    "name": Words("The name", "姓名"),
    "handle": Words("The handle", "登录名"),
    "approver": Words("The approver's handle", "审批人登录名"),
    "nonce": Words("The nonce", "一次性编号"),
    "by": Words("Who does it", "操作人"),
    "made_by": Words("Who ran it", "运行人"),
}
"""What each of the texts is called in a sentence."""


def text_problems(place: str, **texts: str) -> list[Problem]:
    """What keeps the texts, by the name of what they say, from being kept; ``place`` is a ledger or a run."""
    found = [(SAID[name], _code(text)) for name, text in texts.items()]
    return [Problem(code, Place(place), facts={"name": said.en, "name_zh": said.zh}) for said, code in found if code]


def _code(text: str) -> str | None:
    if not text.strip():
        return "said_text_missing"
    unkept = any(unicodedata.category(char) in UNKEPT and char not in KEPT_CONTROLS for char in text)
    return "said_text_malformed" if unkept else None

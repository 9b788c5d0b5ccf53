"""Every sentence of notices is there in both languages, with the same blanks, and is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pay_linkage import notices
from pay_linkage.notices.words import NOTICES

SOURCES = "".join(file.read_text(encoding="utf-8") for file in Path(notices.__file__).parent.glob("*.py"))
MADE = ("pool_", "line_", "remark_", "kind_", "eligible_", "target_", "midyear_", "interview_", "award_")
"""What keys begin with that are put together."""


@pytest.mark.parametrize("key", sorted(NOTICES.texts))
def test_sentence_stands_in_both_languages(key: str) -> None:
    texts = NOTICES.texts[key]
    assert set(texts) == {"en", "zh"}
    assert all(text.strip(" ") or key == "list_separator" for text in texts.values())
    blanks = [sorted(set(re.findall(r"{(\w+)}", texts[lang]))) for lang in ("en", "zh")]
    assert blanks[0] == blanks[1]
    assert not re.search(r"[\u4e00-\u9fff，。：（）]", texts["en"]), "Chinese in the English text"


def test_no_sentence_is_idle() -> None:
    assert [key for key in NOTICES.texts if f'"{key}"' not in SOURCES and not key.startswith(MADE)] == []

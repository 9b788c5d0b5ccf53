"""Every sentence of explanations is there in both languages, with the same blanks, and is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pay_linkage import explanation
from pay_linkage.explanation.texts import EXPLAINED
from pay_linkage.schemes.names import code_words

SOURCES = "".join(file.read_text(encoding="utf-8") for file in Path(explanation.__file__).parent.glob("*.py"))
MADE = ("rank_ties_", "anchor_", "outcome_", "method_", "pool_", "state_", "months_held", "no_month_held")
"""What keys begin with that are put together from the scheme's words."""


@pytest.mark.parametrize("key", sorted(EXPLAINED.texts))
def test_sentence_stands_in_both_languages(key: str) -> None:
    texts = EXPLAINED.texts[key]
    assert set(texts) == {"en", "zh"}
    assert all(text.strip() for text in texts.values())
    blanks = [sorted(set(re.findall(r"{(\w+)}", texts[lang]))) for lang in ("en", "zh")]
    assert blanks[0] == blanks[1]
    assert not re.search(r"[\u4e00-\u9fff，。：（）]", texts["en"]), "Chinese in the English text"


def test_no_sentence_is_idle() -> None:
    assert [key for key in EXPLAINED.texts if f'"{key}"' not in SOURCES and not key.startswith(MADE)] == []


def test_words_for_codes_stand_in_both_languages() -> None:
    kinds = [kind for name, kind in code_words().items() if not name.startswith("public-")]
    kinds += [kind for name, own in code_words().items() if name.startswith("public-") for kind in own.values()]
    words = [word for kind in kinds for word in kind.values()]
    assert words
    assert all(set(word) == {"en", "zh"} and all(word.values()) for word in words)

"""When two names are one person: widths, case, spaces and punctuation marks between name parts aside."""

from __future__ import annotations

import unicodedata


def name_key(name: str) -> str:
    """The name in the form in which names are compared.

    >>> name_key(" Wang  Fang") == name_key("ｗａｎｇfang") == name_key("wang.fang")
    True
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LNM")

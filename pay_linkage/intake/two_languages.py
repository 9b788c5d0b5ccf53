"""Headings in two languages at once, glued together: ``姓名_real_name``, ``工号 staff no.``, ``部门Department``.

Both halves mean the same column, or one does and the other is nothing but words that translate it. Any other word may
change the meaning, as in ``得分_old``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from contracts.columns import COLUMNS

IGNORED = re.compile(r"[\s_*\-\u200b-\u200d\ufeff]+")
SEAM = re.compile(r"[\s_\-·|,，]+|(?<=[\u3400-\u9fff])(?=[A-Za-z])|(?<=[A-Za-z.])(?=[\u3400-\u9fff])")
"""Where two halves may meet."""
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
NUMBERED = frozenset(("id", "no", "num", "number", "code"))
OF_PEOPLE = frozenset(("person", "staff", "employee", "emp", "personnel", "worker", "user"))
OF_UNITS = frozenset(("unit", "dept", "department", "org", "organization", "organisation"))
WORDS: Mapping[str, frozenset[str]] = {
    "person_id": OF_PEOPLE | NUMBERED | {"job", "work"},
    "person_name": OF_PEOPLE | {"name", "real", "full"},
    "unit_id": OF_UNITS | NUMBERED,
    "unit_name": OF_UNITS | {"name"},
    "id_number": OF_PEOPLE | NUMBERED | {"card", "identity", "certificate"},
    "start_date": frozenset(("start", "hire", "entry", "join", "date", "time")),
    "end_date": frozenset(("end", "leave", "exit", "date", "time")),
}
"""Words of English headings that say nothing more than the Chinese ones, beside those of the column's own names."""


def plain_heading(text: str) -> str:
    """A heading without what does not matter."""
    return IGNORED.sub("", unicodedata.normalize("NFKC", text)).casefold()


def glued_column(text: str, aliases: Mapping[str, str]) -> str | None:
    """The column that both halves of a heading mean, one of them Chinese and one English; None where none is certain.

    ``aliases``: plain heading → column.
    """
    found = set()
    for seam in SEAM.finditer(text):
        halves = text[: seam.start()], text[seam.end() :]
        named = [aliases.get(plain_heading(half)) for half in halves]
        if halves[0].isascii() != halves[1].isascii():
            each = list(zip(halves, named, strict=True))
            found |= {one for one in named if one and all(of == one or translates(half, one) for half, of in each)}
    return found.pop() if len(found) == 1 else None


def translates(text: str, column: str) -> bool:
    """Whether a text is nothing but English words for the column."""
    words = {word.casefold() for word in WORD.findall(text)}
    return text.isascii() and not re.search("[0-9%$]", text) and bool(words) and words <= _words(column)


@cache
def _words(column: str) -> frozenset[str]:
    own = (word.casefold() for name in COLUMNS[column].headings if name.isascii() for word in WORD.findall(name))
    return WORDS.get(column, frozenset()).union(own)

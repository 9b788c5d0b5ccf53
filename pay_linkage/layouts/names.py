"""What a layout may draw from: the names of columns and facts, and texts with such names in braces.

Belongs here: the closed list of names, and texts such as ``SLIP/{cycle}/{person_id}``. Stays out: their values
(``sources``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

from contracts.words import Words

FileKind = Literal["full", "supplement", "recovery"]
"""What a file brings: full amounts, or of a later publication what is paid besides (补发) or taken back (扣回)."""
FILE_KINDS: tuple[FileKind, ...] = get_args(FileKind)
KIND_WORDS: Mapping[FileKind, Words] = {
    "full": Words("full", "全额"),
    "supplement": Words("supplement", "补发"),
    "recovery": Words("recovery", "扣回"),
}

PERSON = ("person_id", "person_name", "id_type", "id_number", "unit_id", "unit_name", "category", "individual_grade")
FACTS = ("cycle", "pay_item", "pay_item_name_en", "pay_item_name_zh", "publication", "run_id")
MONEY = ("amount", "held")
DAYS = ("first_day", "last_day")
COUNTS = ("row_number",)
SOURCES = (*PERSON, *FACTS, *MONEY, *DAYS, *COUNTS)
IN_TEXTS = (*PERSON, *FACTS)
"""What may stand in braces: money and days may not, they have formats of their own."""

Where = tuple[str | int, ...]
"""The steps from the top of a layout file to a place in it."""
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> tuple[str, ...]:
    """The names in braces, each once, in their order.

    >>> placeholders("SLIP/{cycle}/{person_id}")
    ('cycle', 'person_id')
    """
    return tuple(dict.fromkeys(PLACEHOLDER.findall(text)))


def has_stray_brace(text: str) -> bool:
    """Whether a brace stands there that belongs to no name."""
    return any(brace in PLACEHOLDER.sub("", text) for brace in "{}")


def replaced(text: str, values: Mapping[str, str]) -> str:
    """The text with the names that have a value replaced by it; others stay.

    >>> replaced("{company}: {person_id}", {"company": "定海"})
    '定海: {person_id}'
    """
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def resolved(text: str, parameters: Mapping[str, str], facts: Mapping[str, str]) -> str:
    """The text with parameters and facts in place; a parameter's value may name facts and columns in its turn.

    >>> resolved("{item}", {"item": "{cycle} bonus"}, {"cycle": "2018"})
    '2018 bonus'
    """
    return replaced(replaced(text, parameters), facts)


def pieces(text: str) -> list[tuple[str, bool]]:
    """The text cut at its names: each piece, and whether it is a name.

    >>> pieces("{cycle}-{person_id}")
    [('cycle', True), ('-', False), ('person_id', True)]
    """
    parts = [(part, place % 2 == 1) for place, part in enumerate(PLACEHOLDER.split(text))]
    return [(part, is_name) for part, is_name in parts if part or is_name]

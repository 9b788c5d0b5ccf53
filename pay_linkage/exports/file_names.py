"""Names of files for codes: whatever a code holds, its file has a name of its own that every system can write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

UNWRITABLE = re.compile(r'[\\/:*?"<>|%~\x00-\x1f\x7f]|^[. ]|[. ]$')
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
LONGEST = 60
"""Characters of a code that its name keeps: four bytes each and an ending fit into 255 bytes."""


def file_names(codes: Iterable[str]) -> dict[str, str]:
    """Code → a name, without an ending, that no other code has, in capitals or not.

    >>> file_names(["0101", "a/b", "A", "a"])
    {'0101': '0101', 'a/b': 'a%2Fb', 'A': 'A', 'a': 'a~2'}
    """
    names: dict[str, str] = {}
    taken: dict[str, int] = {}
    for code in codes:
        name = _writable(code)
        alike = unicodedata.normalize("NFC", name).casefold()
        taken[alike] = taken.get(alike, 0) + 1
        names[code] = name if taken[alike] == 1 else f"{name}~{taken[alike]}"
    return names


def _writable(code: str) -> str:
    name = UNWRITABLE.sub(lambda found: f"%{ord(found.group()):02X}", code[:LONGEST])
    return f"_{name}" if not name or RESERVED.fullmatch(name) else name

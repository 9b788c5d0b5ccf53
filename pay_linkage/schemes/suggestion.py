"""The closest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pay_linkage.schemes.finding import Finding, Step, shown


def unknown(code: str, name: object, known: Iterable[str], path: tuple[Step, ...] = ()) -> Finding:
    """The finding that ``name`` is none of the ``known`` names, with the closest one and all of them as facts."""
    names = tuple(known)
    found = shown(name)
    closest = get_close_matches(found, names, n=1, cutoff=0.5)
    return Finding(code, path, found, {"closest": closest[0] if closest else "–", "choices": ", ".join(names) or "–"})

"""The closest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

from pay_linkage.schemes.finding import Finding, Step, shown

MOST_COMPARED = 50
MOST_SHOWN = 20


def unknown(code: str, name: object, known: Iterable[str], path: tuple[Step, ...] = ()) -> Finding:
    """The finding that ``name`` is none of the ``known`` names, with the closest one and all of them as facts."""
    names = tuple(islice(known, MOST_COMPARED))
    found = shown(name)
    closest = get_close_matches(found, names, n=1, cutoff=0.5)
    return Finding(code, path, found, {"closest": closest[0] if closest else "–", "choices": shown_names(names)})


def shown_names(names: tuple[str, ...]) -> str:
    """The names as a message lists them, not more than fit."""
    listed = ", ".join(map(shown, names[:MOST_SHOWN])) or "–"
    return listed if len(names) <= MOST_SHOWN else f"{listed}, …"

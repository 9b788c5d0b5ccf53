"""The header that given headings point out: in the rows that are named, or where most of them stand."""

from __future__ import annotations

from collections.abc import Sequence

from pay_linkage.intake.head_cells import HeadRow, levels
from pay_linkage.intake.heading_meaning import is_serial
from pay_linkage.intake.table_area import MOST_LEVELS, SEARCHED_ROWS, Header, is_merged_below
from pay_linkage.intake.two_languages import plain_heading

Rows = tuple[int, int]


def pointed_header(rows: Sequence[HeadRow], headings: Sequence[str], wanted: Rows | None = None) -> Header | None:
    """The header in the rows ``wanted`` (first and last, from 0), else the first block in which most headings stand.

    ``given`` of the header tells the place of each heading that stands there once, by its lowest text or by several
    levels joined with ``/``; one that stands there twice has none.
    """
    if wanted is not None:
        inside = [at for at, row in enumerate(rows) if wanted[0] <= row.number <= wanted[1]]
        return _header(rows, inside[0], inside[-1], headings) if inside else None
    blocks = [
        (first, first + height - 1)
        for height in range(1, MOST_LEVELS + 1)
        for first in range(min(len(rows), SEARCHED_ROWS) - height + 1)
        if rows[first + height - 1].number - rows[first].number == height - 1
    ]
    found = [_header(rows, first, last, headings) for first, last in blocks]
    best = max(found, key=lambda header: len(header.used), default=None)
    if best is None or not best.used:
        return None
    last = best.position
    while last + 1 < len(rows) and is_merged_below(rows, best.first, last):
        last += 1
    return best if last == best.position else _header(rows, best.first, last, headings)


def _header(rows: Sequence[HeadRow], first: int, last: int, headings: Sequence[str]) -> Header:
    block = rows[first : last + 1]
    texts = [levels(block, at) for at in range(len(block[-1].cells))]
    given = {}
    for heading in headings:
        places = heading_places(texts, heading)
        if len(places) == 1:
            given[heading] = places[0]
    at_place = {at: heading for heading, at in given.items()}
    return Header(
        first,
        last,
        tuple(" / ".join(text) for text in texts),
        tuple(at_place.get(at) for at in range(len(texts))),
        serial=frozenset(at for at, text in enumerate(texts) if is_serial(text) and at not in at_place),
        given=given,
    )


def heading_places(texts: Sequence[Sequence[str]], heading: str) -> list[int]:
    """The columns that a heading means: those of exactly these levels, else those that end with them."""
    wanted = plain_heading(heading)
    whole = [at for at, text in enumerate(texts) if text and plain_heading("/".join(text)) == wanted]
    if whole:
        return whole
    return [
        at
        for at, text in enumerate(texts)
        if any(plain_heading("/".join(text[depth:])) == wanted for depth in range(1, len(text)))
    ]

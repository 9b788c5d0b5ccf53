"""The XML of a sheet in blocks of whole rows, without cells and rows of nothing but formats.

A clerk who has coloured a whole sheet leaves a million of these: they are dropped as the sheet is unpacked, so that it
is never there as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from pay_linkage.intake.workbook_archive import NotOpened
from pay_linkage.intake.xlsx_parts import cut_after

BLOCK, LARGEST_BLOCK = 1 << 20, 24 << 20
"""Bytes of a block, about; and of the largest stretch without the end of a row that a sheet may have."""
PREFIX = re.compile(rb"<(\w+:)?worksheet[\s>]")
EMPTY_CELL = r"<(?:\w+:)?c(?:\s[^<>]*)?\sr\s*=[^<>]*/>"
EMPTY_ROW = r"<(?:\w+:)?row\s[^<>]*(?:/>|></(?:\w+:)?row>)"
ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"']([0-9]{1,7})[\"']")
HIDING = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']|\sht\s*=\s*[\"']0(?:\.0+)?[\"']")


@dataclass(frozen=True, slots=True)
class Block:
    """Whole rows (and what stands around them) as one text, the prefix of their tags, how many empty cells with an
    address were dropped, and which rows among them, from 0, nobody sees: hidden by hand or by a filter, or flat.
    """

    xml: pl.Series
    prefix: str
    emptied: int
    hidden: frozenset[int]


def row_blocks(pieces: Iterable[bytes]) -> Iterator[Block]:
    """The blocks of a sheet whose XML comes in pieces that end with a tag. Raises ``NotOpened`` for endless rows."""
    rows = _Rows()
    tag: re.Match[bytes] | None = None
    kept, emptied = b"", 0
    for piece in pieces:
        tag = tag or PREFIX.search(piece)
        rows.look_at(piece)
        bare, dropped = _without_empty(piece)
        kept, emptied = kept + bare, emptied + dropped
        if len(kept) > LARGEST_BLOCK:
            raise NotOpened("workbook_too_large")
        if len(kept) >= BLOCK:
            whole, kept = cut_after(b"</" + _prefix(tag) + b"row>", kept)
            yield Block(_text(whole), _prefix(tag).decode(), emptied, rows.taken())
            emptied = 0
    yield Block(_text(kept), _prefix(tag).decode(), emptied, rows.taken())


def _prefix(tag: re.Match[bytes] | None) -> bytes:
    return (tag[1] or b"") if tag else b""


def _text(xml: bytes) -> pl.Series:
    return pl.Series([xml], dtype=pl.Binary).cast(pl.String)


def _without_empty(xml: bytes) -> tuple[bytes, int]:
    """The XML without cells and rows that hold nothing, and how many cells these were."""
    if b"/>" not in xml:
        return xml, 0
    text = _text(xml)
    bare = text.str.replace_all(EMPTY_CELL, "")
    empty = text.str.count_matches(EMPTY_CELL).item() if bare.str.len_bytes().item() < len(xml) else 0
    return bare.str.replace_all(EMPTY_ROW, "").item().encode(), empty


class _Rows:
    """Counts the rows as they come, of which only some tell their number."""

    def __init__(self) -> None:
        self._number = 0
        self._hidden: set[int] = set()

    def look_at(self, xml: bytes) -> None:
        """Note the hidden ones among the rows that begin in a piece."""
        hiding = (b"hidden" in xml or b"ht" in xml) and HIDING.search(xml) is not None
        last = ROW.match(xml, max(xml.rfind(b"<row"), 0))
        numbered = ROW_NUMBER.search(last[0]) if last and not hiding else None
        if numbered:
            self._number = int(numbered[1])
            return
        for row in ROW.finditer(xml):
            given = ROW_NUMBER.search(row[0])
            self._number = int(given[1]) if given else self._number + 1
            if HIDING.search(row[0]):
                self._hidden.add(self._number - 1)

    def taken(self) -> frozenset[int]:
        """The hidden rows since they were taken last."""
        taken, self._hidden = frozenset(self._hidden), set()
        return taken

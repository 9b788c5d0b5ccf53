"""The cells of a sheet whose XML is as plain as what we write: taken at once, not event by event.

Whatever is not as plain goes the long way (``sheet_cells``), so that both find the same: other attributes, rich text,
comments, entities by number, cells out of order, XML that is broken somewhere between the cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.sax.saxutils import unescape as without_entities

import polars as pl
from openpyxl.utils.escape import unescape

from contracts.publication_gate.written import CellType

CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="[0-9]+")?(?: t="(inlineStr|n|s|str)")?>(<f>[^<]*</f>)?'
    r'(?:<is><t(?: xml:space="preserve")?>([^<]*)</t></is>|<v>([^<]*)</v>)</c>'
)
PARTS = CELL.groups + 1
NOT_PLAIN = (b"<!", b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
CONTROLS = bytes(sorted({*range(32)} - {9, 10}))
OTHER_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
QUOTES = {"&quot;": '"', "&apos;": "'"}
TYPES = {"inlineStr": "text", "s": "text", "str": "text", "n": "number"}


Cells = dict[str, tuple[list[int], list[CellType], list[str]]]
"""Letters of a column → rows, types and texts of its filled cells."""


def plain_cells(xml: bytes, shared: list[str], has_cells: Callable[[bytes], bool]) -> Cells | None:
    """The filled cells by column; nothing where the XML is not as plain.

    ``has_cells`` tells whether there are cells in what stands between the plain ones, and raises where that is broken.
    """
    if not _is_plain(xml):
        return None
    parts = CELL.split(xml.decode())
    between = "".join(parts[0::PARTS])
    if len(parts) == 1 or has_cells(between.encode()):
        return None
    texts = [inline or value or "" for inline, value in zip(parts[5::PARTS], parts[6::PARTS], strict=True)]
    kinds = [
        "formula" if formula else kind or "n" for kind, formula in zip(parts[3::PARTS], parts[4::PARTS], strict=True)
    ]
    frame = pl.DataFrame({"column": parts[1::PARTS], "row": parts[2::PARTS], "type": kinds, "text": texts})
    return _by_column(frame, shared)


def _is_plain(xml: bytes) -> bool:
    if any(sign in xml for sign in NOT_PLAIN) or xml.count(b"<?") > 1 or len(xml.translate(None, CONTROLS)) < len(xml):
        return False
    return b"&" not in xml or OTHER_ENTITY.search(xml) is None


def _by_column(cells: pl.DataFrame, shared: list[str]) -> Cells | None:
    filled = cells.filter((pl.col("text") != "") | (pl.col("type") == "formula")).cast({"row": pl.Int64})
    found = {}
    for (letters,), column in filled.partition_by("column", as_dict=True, maintain_order=True).items():
        if not (column["row"].diff().drop_nulls() > 0).all():
            return None
        types = column["type"].replace(TYPES).to_list()
        found[str(letters)] = (column["row"].to_list(), types, _read_texts(column, shared))
    return found


def _read_texts(column: pl.DataFrame, shared: list[str]) -> list[str]:
    kinds, texts = column["type"], column["text"]
    if not (texts.str.contains("&|_x") | (kinds == "s")).any():
        return texts.to_list()
    return [_read(kind, text, shared) for kind, text in zip(kinds, texts, strict=True)]


def _read(kind: str, text: str, shared: list[str]) -> str:
    if "&" in text:
        text = without_entities(text, QUOTES)
    if kind == "s":
        text = shared[int(text)]
    return unescape(text) if "_x" in text else text

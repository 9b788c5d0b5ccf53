"""Text in a cell of a workbook that openpyxl writes: it stays the text that it is.

Left to itself, openpyxl takes what begins with ``=`` for a formula and ``#N/A`` for an error, and a reader takes
``_x0041_`` for an escaped character.
"""

from __future__ import annotations

import re
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell

ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""


def inert_cell(sheet: Any, text: str) -> Cell:
    """A cell for a write-only sheet that holds ``text`` as text."""
    cell: Cell = WriteOnlyCell(sheet)
    set_text(cell, text)
    return cell


def set_text(cell: Cell, text: str) -> None:
    """Put ``text`` into a cell as text. A character that no workbook can hold stands there as its number."""
    seen = FORBIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    cell.value = ESCAPED.sub("_x005F_", seen)
    cell.data_type = "s"

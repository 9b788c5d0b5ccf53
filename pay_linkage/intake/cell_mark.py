"""What a workbook's cell is beside its value: an error, a formula never computed, or a number shown in another guise.

The reader of values does not tell these, so they are looked up in the file itself (``xlsx_marks``, ``xls_marks``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Shown = Literal["error", "no_value", "percent", "padded", "decorated"]


@dataclass(frozen=True, slots=True)
class CellMark:
    """``error`` (its ``text``), ``no_value``, or a number shown as ``percent``, ``padded`` with zeros to ``width``
    digits, or ``decorated`` with other characters.
    """

    shown: Shown
    text: str = ""
    width: int = 0


Marks = Mapping[tuple[int, int], CellMark]
"""Row and column, both from 0 → mark of the cell, where it has one."""

NEAR_ROWS, NEAR_COLUMNS = 299_999, 26
"""What a sheet without far cells reaches at most."""

Merge = tuple[int, int, int, int]
"""Cells merged into one: first row, first column, last row, last column, all from 0."""


@dataclass(frozen=True, slots=True)
class SheetScan:
    """The marks of a sheet's cells, and the last row and column that hold a value (an upper bound of them), from 1;
    which rows are hidden (from 0), which cells are merged, and how many cells are filled.
    """

    marks: Marks
    rows: int = NEAR_ROWS
    columns: int = NEAR_COLUMNS
    hidden_rows: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    filled: int = 0
    marked_rows: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        """Note the rows in which a cell is an error or a formula without a value."""
        unread = (row for (row, _), mark in self.marks.items() if mark.shown in ("error", "no_value"))
        object.__setattr__(self, "marked_rows", frozenset(unread))


BUILT_IN_PERCENT = {9: CellMark("percent"), 10: CellMark("percent")}
"""Numbers of the built-in formats ``0%`` and ``0.00%``, and their mark."""
LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
"""What is no placeholder: quoted text, an escaped character, padding, and brackets (colours, locales, conditions)."""
HARMLESS = re.compile(r"[¥￥$€£元\s()+\-]|RMB|CNY", re.IGNORECASE)
"""Literals that do not make digits look like another code: currency, brackets, signs."""


def format_mark(code: str) -> CellMark | None:
    """The mark of numbers shown with the number format ``code``, or None where the digits are shown as they are."""
    positive = code.split(";", maxsplit=1)[0]
    literals = "".join(quoted + escaped for quoted, escaped in LITERAL.findall(positive))
    bare = LITERAL.sub("", positive).strip()
    if "%" in bare:
        return CellMark("percent")
    if HARMLESS.sub("", literals) or re.search("[0#?]-+[0#?]", bare):
        return CellMark("decorated")
    return CellMark("padded", width=len(bare)) if re.fullmatch("0{2,}", bare) else None

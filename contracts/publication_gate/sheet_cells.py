"""The cells of one sheet, straight from its XML: the text that stands there and of which type it is.

Readers of spreadsheets turn numbers into floats and hide which cells are text; here neither may happen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from openpyxl.utils.escape import unescape

from contracts.publication_gate.plain_cells import plain_cells
from contracts.publication_gate.workbook_archive import Unreadable
from contracts.publication_gate.written import CellType

ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
TYPES: dict[str, CellType] = {"inlineStr": "text", "s": "text", "str": "text", "n": "number"}


@dataclass(slots=True)
class ColumnCells:
    """The filled cells of a column: their rows, types and texts, from the top."""

    rows: list[int] = field(default_factory=list)
    types: list[CellType] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def sheet_cells(xml: bytes, shared: list[str]) -> dict[int, ColumnCells]:
    """Column (from 0) → its cells. Raises ``Unreadable`` where the XML is broken or a cell has no certain place."""
    try:
        plain = plain_cells(xml, shared, lambda between: _parsed(between, shared).has_cells)
    except (ValueError, IndexError) as error:
        raise Unreadable from error
    if plain is None:
        return _parsed(xml, shared).columns
    return {column_number(letters): ColumnCells(*cells) for letters, cells in plain.items()}


def _parsed(xml: bytes, shared: list[str]) -> _Reading:
    """The sheet read event by event."""
    reading = _Reading(shared)
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    try:
        parser.Parse(xml, True)
    except (ExpatError, ValueError, IndexError) as error:
        raise Unreadable from error
    return reading


def column_number(letters: str) -> int:
    """The column's number from 0.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class _Reading:
    """Turns the parser's events into cells."""

    def __init__(self, shared: list[str]) -> None:
        self.columns: dict[int, ColumnCells] = {}
        self._shared = shared
        self.has_cells = False
        self._address = ""
        self._type = ""
        self._is_formula = False
        self._in_value = False
        self._in_reading = False
        self._parts: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A cell begins, or its value, or its formula."""
        if name == "c":
            self.has_cells = True
            self._address, self._type = attributes.get("r", ""), attributes.get("t", "n")
            self._is_formula = False
            self._parts = []
        elif name in {"v", "t"}:
            self._in_value = not self._in_reading
        elif name == "f":
            self._is_formula = True
        elif name == "rPh":
            self._in_reading = True
        elif ":" in name:
            raise ValueError(name)

    def text(self, data: str) -> None:
        """A piece of a value."""
        if self._in_value:
            self._parts.append(data)

    def end(self, name: str) -> None:
        """A cell ends: keep it, unless it is empty."""
        if name in {"v", "t"}:
            self._in_value = False
        elif name == "rPh":
            self._in_reading = False
        elif name == "c" and (self._parts or self._is_formula):
            self._keep("".join(self._parts))

    def _keep(self, value: str) -> None:
        place = ADDRESS.fullmatch(self._address)
        if place is None:
            raise ValueError(self._address)
        column = self.columns.setdefault(column_number(place[1]), ColumnCells())
        row = int(place[2])
        if column.rows and column.rows[-1] >= row:
            raise ValueError(self._address)
        column.rows.append(row)
        column.types.append("formula" if self._is_formula else TYPES.get(self._type, "other"))
        text = self._shared[int(value)] if self._type == "s" else value
        column.texts.append(unescape(text) if "_x" in text else text)

"""The marks of an xlsx sheet's cells, and how far its values reach, looked up in the sheet's XML.

The XML is searched, not parsed, and cell by cell only where a formula, an error, a style that matters or a far cell
occurs at all: the plain sheet of 100,000 people is passed in a fraction of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from xlsxwriter.utility import xl_cell_to_rowcol

from pay_linkage.intake.cell_mark import CellMark, SheetScan
from pay_linkage.intake.workbook_archive import NotOpened

CELLS = re.compile(rb"<(?:\w+:)?(?:row\b([^>]*)>|c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>))", re.DOTALL)
REFERENCE = re.compile(rb"(?<![\w:])r\s*=\s*[\"']([^\"']*)[\"']")
CELL_ADDRESS = re.compile(rb"[A-Z]{1,3}[1-9][0-9]{0,6}")
ROW_ADDRESS = re.compile(rb"[1-9][0-9]{0,6}")
STYLE = re.compile(rb"\bs\s*=\s*[\"']([0-9]{1,6})[\"']")
TYPE = re.compile(rb"\bt\s*=\s*[\"'](\w+)[\"']")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*(?<!/)>([^<]*)<")
CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is)\b")
FAR = re.compile(rb"(?<![\w:])r\s*=\s*[\"'](?![A-Z]?[1-9][0-9]{0,4}[\"'])")


def sheet_scan(xml: bytes, styles: Mapping[int, CellMark]) -> SheetScan:
    """The scan of one sheet; ``styles`` are the marks of the styles that matter."""
    plain = not (styles or FORMULA.search(xml) or b'"e"' in xml or b"'e'" in xml or FAR.search(xml))
    if plain:
        return SheetScan({})
    marks: dict[tuple[int, int], CellMark] = {}
    rows = columns = 0
    for position, attributes, content in _cells(xml):
        if CONTENT.search(content):
            rows, columns = max(rows, position[0] + 1), max(columns, position[1] + 1)
        mark = _mark(attributes, content, styles)
        if mark:
            marks[position] = mark
    return SheetScan(marks, rows, columns)


def _cells(xml: bytes) -> Iterator[tuple[tuple[int, int], bytes, bytes]]:
    """Position, attributes and content of each cell; a row or cell that names no position follows the one before."""
    row, column = -1, -1
    for found in CELLS.finditer(xml):
        row_attributes, attributes, content = found.groups()
        if attributes is None:
            number = _address(row_attributes, ROW_ADDRESS)
            row, column = int(number) - 1 if number else row + 1, -1
            continue
        address = _address(attributes, CELL_ADDRESS)
        row, column = xl_cell_to_rowcol(address) if address else (row, column + 1)
        yield (row, column), attributes, content or b""


def _address(attributes: bytes, form: re.Pattern[bytes]) -> str | None:
    """The address that the attributes give, if any; one of another form could be read as any place."""
    reference = REFERENCE.search(attributes)
    if reference and not form.fullmatch(reference[1]):
        raise NotOpened("workbook_not_readable")
    return reference[1].decode() if reference else None


def _mark(attributes: bytes, content: bytes, styles: Mapping[int, CellMark]) -> CellMark | None:
    kind = TYPE.search(attributes)
    value = VALUE.search(content)
    text = value[1].strip().decode("utf-8") if value else ""
    if kind and kind[1] == b"e":
        return CellMark("error", text or "#")
    if FORMULA.search(content) and not text and not (value and kind and kind[1] == b"str"):
        return CellMark("no_value")
    style = STYLE.search(attributes) if styles else None
    return styles.get(int(style[1])) if style and value and kind is None else None

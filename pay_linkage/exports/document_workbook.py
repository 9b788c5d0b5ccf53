"""Documents as a workbook to be printed: one sheet a document, every text as text, numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.workbook import Format, Worksheet

from pay_linkage.exports.document import Document, Part, Table, Value, shown
from pay_linkage.exports.inert_text import write_text
from pay_linkage.exports.workbook_bytes import workbook_bytes

NUMBER = "0.##########"
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$|_(?=x[0-9A-Fa-f]{4}_)")
LONGEST_NAME = 31
FEWEST_COLUMNS = 4
WIDTH = 13
LINE = 18
"""Height of a line of text in points."""
FONT = {"font_name": "仿宋", "font_size": 11, "valign": "vcenter"}
STYLES = {
    "title": {
        "font_name": "华文中宋",
        "font_size": 18,
        "bold": True,
        "align": "center",
        "bottom": 2,
        "bottom_color": "#B3261E",
    },
    "number": {"font_size": 9, "font_color": "#555555", "align": "right"},
    "heading": {"font_name": "黑体", "font_size": 12, "bold": True},
    "sentence": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "border": 1, "align": "center", "text_wrap": True, "bg_color": "#F5F4F1"},
    "text": {"border": 1, "text_wrap": True, "num_format": "@"},
    "mark": {"border": 1, "align": "center", "num_format": "@"},
    "figure": {"border": 1, "num_format": NUMBER},
    "missing": {"border": 1, "align": "center", "font_color": "#9A5B00"},
}


def documents_workbook(documents: Sequence[Document], cycle: int) -> bytes:
    """The workbook of the documents; the same ones give the same bytes. Raises ``OSError``."""

    def fill(workbook: Workbook) -> None:
        styles = {name: workbook.add_format({**FONT, **style}) for name, style in STYLES.items()}
        names = sheet_names([document.name for document in documents])
        for document, name in zip(documents, names, strict=True):
            _Pen(workbook.add_worksheet(name), styles, document).write()

    return workbook_bytes(fill, cycle, scratch=None)


def sheet_names(names: Sequence[str]) -> list[str]:
    """Names that a workbook takes, no two alike: at most 31 characters, nothing that it forbids in them."""
    found: list[str] = []
    for name in names:
        bare = FORBIDDEN.sub("-", name)[:LONGEST_NAME] or "-"
        taken = [other.casefold() for other in found]
        number, free = 1, bare
        while free.casefold() in taken or free.casefold() == "history":
            number += 1
            free = f"{bare[: LONGEST_NAME - len(str(number)) - 1]}~{number}"
        found.append(free)
    return found


class _Pen:
    """Writes one document onto one sheet, from the top."""

    def __init__(self, sheet: Worksheet, styles: dict[str, Format], document: Document) -> None:
        self._sheet = sheet
        self._styles = styles
        self._document = document
        self._widths = _widths([part.table for part in document.parts if part.table])
        self._columns = len(self._widths)
        self._row = 0
        self._page()

    def write(self) -> None:
        """The whole document."""
        document = self._document
        self._merged(document.title, "title", 34)
        self._merged(document.number, "number", LINE)
        for name, value in document.facts:
            self._fact(name, value)
        for part in document.parts:
            self._part(part)
        for who in document.signatures:
            self._row += 1
            self._merged(f"{who}＿＿＿＿＿＿＿＿＿＿", "sentence", 2 * LINE)
        if document.closing:
            self._row += 1
            self._sentence(document.closing)

    def _page(self) -> None:
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.hide_gridlines(2)
        if self._document.wide:
            self._sheet.set_landscape()
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, width)

    def _merged(self, text: str, style: str, height: float) -> None:
        """A text over the whole width."""
        last = self._columns - 1
        self._sheet.merge_range(self._row, 0, self._row, last, "", self._styles[style])
        self._text(self._row, 0, text, style)
        self._sheet.set_row(self._row, height)
        self._row += 1

    def _sentence(self, text: str) -> None:
        """A sentence over the whole width, as many lines high as it needs."""
        self._merged(text, "sentence", _lines(text, sum(self._widths)) * LINE)

    def _fact(self, name: str, value: Value) -> None:
        self._text(self._row, 0, name, "head")
        self._sheet.merge_range(self._row, 1, self._row, self._columns - 1, "", self._styles["text"])
        self._text(self._row, 1, shown(value, self._document.missing), "text")
        self._row += 1

    def _part(self, part: Part) -> None:
        self._row += 1
        if part.heading:
            self._merged(part.heading, "heading", LINE + 4)
        for sentence in part.sentences:
            self._sentence(sentence)
        if part.table is not None:
            self._table(part.table)

    def _table(self, table: Table) -> None:
        for place, heading in enumerate(table.headings):
            self._text(self._row, place, heading.text, "head")
        self._end_row([heading.text for heading in table.headings])
        for row in table.rows:
            for place, value in enumerate(row):
                self._cell(place, value, table.headings[place].kind)
            self._end_row(row)

    def _end_row(self, row: Sequence[Value]) -> None:
        """Go on below, and make the row as high as its texts need: who opens the file sees them as they are set."""
        pairs = zip(row, self._widths, strict=False)
        lines = max((_lines(value, width - 1) for value, width in pairs if isinstance(value, str)), default=1)
        if lines > 1:
            self._sheet.set_row(self._row, lines * LINE)
        self._row += 1

    def _cell(self, place: int, value: Value, kind: str) -> None:
        if isinstance(value, Decimal | int):
            self._sheet.write_number(self._row, place, value, self._styles["figure"])
        elif value is None:
            self._sheet.write_blank(self._row, place, None, self._styles["text"])
        else:
            style = ("mark" if kind == "mark" else "text") if isinstance(value, str) else "missing"
            self._text(self._row, place, shown(value, self._document.missing), style)

    def _text(self, row: int, place: int, text: str, style: str) -> None:
        write_text(self._sheet, row, place, text, self._styles[style], self._styles["sentence"])


def _widths(tables: Sequence[Table]) -> list[int]:
    """The widths of a sheet's columns in characters."""
    columns = max([FEWEST_COLUMNS, *(len(table.headings) for table in tables)])
    wanted = [
        [table.headings[place].width for table in tables if place < len(table.headings)] for place in range(columns)
    ]
    return [max([WIDTH, *widths]) for widths in wanted]


def _lines(text: str, width: int) -> int:
    """How many lines a text takes; a Chinese character is as wide as two others."""
    return max(1, -(-sum(1 if character.isascii() else 2 for character in text) // width))

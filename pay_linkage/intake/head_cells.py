"""The first rows of a sheet or file as people see them: a merged cell shows its text wherever it reaches.

Belongs here: which texts stand above each other in a column, from the topmost heading to the lowest. Stays out: what
they mean (``table_area``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pay_linkage.intake.cell_mark import Merge

NO_HEADING = re.compile(
    r"[-+¥￥]?[0-9][0-9,]*(?:\.[0-9]+)?%?"
    r"|[0-9]{4}[-/.年][0-9]{1,2}(?:[-/.月](?:[0-9]{1,2}日?)?)?(?:[ T][0-9:.]+)?"
)
"""Numbers and days, which are no headings."""


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell's text, and the merged cells that it belongs to."""

    text: str = ""
    merge: Merge | None = None

    @property
    def width(self) -> int:
        """How many columns the cell reaches over."""
        return 1 if self.merge is None else self.merge[3] - self.merge[1] + 1


EMPTY = HeadCell()


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A row that is not blank: its number in the sheet or its position in the file, from 0, and its cells."""

    number: int
    cells: tuple[HeadCell, ...]

    def cell(self, column: int) -> HeadCell:
        """The cell in a column, an empty one where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else EMPTY

    @property
    def labels(self) -> list[HeadCell]:
        """The cells with a text, merged ones once, from left to right."""
        found: dict[tuple[object, int], HeadCell] = {}
        for at, cell in enumerate(self.cells):
            if cell.text:
                found.setdefault((cell.merge, 0) if cell.merge else (None, at), cell)
        return list(found.values())


def head_rows(rows: Iterable[tuple[int, Sequence[str | None]]], merges: Sequence[Merge] = ()) -> list[HeadRow]:
    """The rows (number, texts) with merged cells filled."""
    texts = {number: [(text or "").strip() for text in row] for number, row in rows}
    cells = {number: [HeadCell(text) for text in row] for number, row in texts.items()}
    for merge in merges:
        top, left, bottom, right = merge
        text = texts[top][left] if top in texts and left < len(texts[top]) else ""
        for number, row in cells.items():
            if top <= number <= bottom:
                for at in range(left, min(right + 1, len(row))):
                    row[at] = HeadCell(text, merge)
    return [HeadRow(number, tuple(row)) for number, row in cells.items()]


def levels(block: Sequence[HeadRow], column: int) -> tuple[str, ...]:
    """The texts above each other in one column of a header of several rows, the lowest last.

    Where nothing is merged, a heading above several columns stands above the first of them only, as in a CSV file.
    """
    found: list[str] = []
    last: Merge | None = None
    for depth, row in enumerate(block):
        cell = row.cell(column)
        same = cell.merge is not None and cell.merge == last
        last = cell.merge
        text = cell.text or (_over(row, block[depth + 1], column) if depth + 1 < len(block) else "")
        if text and not same and (not found or found[-1] != text):
            found.append(text)
    return tuple(found)


def _over(row: HeadRow, below: HeadRow, column: int) -> str:
    """The text of the nearest cell to the left that is not merged, where it and this column have something below."""
    if row.cell(column).merge or not below.cell(column).text:
        return ""
    for at in range(column - 1, -1, -1):
        cell = row.cell(at)
        if cell.text or cell.merge:
            return cell.text if cell.merge is None and below.cell(at).text else ""
    return ""


def is_heading(text: str) -> bool:
    """Whether a text may be a heading: it is neither a number nor a day."""
    return bool(text) and not NO_HEADING.fullmatch(text)

"""The records below a header: totals, signatures, notes and repeated headers left out, where they are certain.

Rows that nobody sees are refused where they are records: a filter that was left on would pay people, or not pay them,
without anybody noticing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from contracts.problem import Place, Problem
from pay_linkage.intake.cell_mark import Marks, Merge, SheetScan
from pay_linkage.intake.cell_text import plain_text
from pay_linkage.intake.head_cells import HeadRow, head_rows
from pay_linkage.intake.merged_cells import Row, Spread, spread
from pay_linkage.intake.money_unit import other_unit
from pay_linkage.intake.row_kind import DOUBTFUL, Places, row_kind
from pay_linkage.intake.table_area import ENOUGH_HEADINGS, Header

MAY_BE_NONE = re.compile(DOUBTFUL)
MOST_NAMED = 20
"""How many hidden rows are named."""
WIDE_NOTE = 3
"""A text over so many columns, among them those that say whose record it is, is no record."""


@dataclass(frozen=True, slots=True)
class Body:
    """The records with row numbers (from 0), merged cells filled; the cells' marks; what is wrong with other rows; and
    those of them that give a unit of money.
    """

    rows: list[tuple[int, Row]]
    marks: Marks
    problems: list[Problem] = field(default_factory=list)
    captions: Sequence[HeadRow] = ()


def sheet_body(
    place: Place, rows: Sequence[Row], scan: SheetScan, top: Header, head: Sequence[HeadRow], places: Places, name: str
) -> Body:
    """The records below a header, and problems of rows that are neither records nor certainly none.

    ``head`` are the first rows of the sheet, ``name`` is that of the table, for the problems.
    """
    start = head[top.position].number + 1
    shown = spread(rows, scan, top.used, start)
    judge = _Judge(top, head, scan, places, shown)
    kept = [
        (number, shown.rows.get(number, row))
        for number, row in enumerate(rows[start:], start)
        if not judge.may_be_none(number, row) or judge.is_record(number, row)
    ]
    second = [head[at].number + 1 for at in top.others if head[at].number < start] + judge.headers
    problems = [Problem("header_second", Place(place.file, place.sheet, row), name) for row in second]
    hidden = [number + 1 for number, _ in kept if number in scan.hidden_rows]
    if hidden:
        facts = {"count": str(len(hidden)), "rows": _listed(hidden)}
        problems.append(Problem("rows_hidden", Place(place.file, place.sheet, hidden[0]), name, facts=facts))
    return Body(kept, shown.marks, problems + _under_wide_headings(place, kept, top, name), head_rows(judge.captions))


class _Judge:
    """Tells records from other rows of one sheet."""

    def __init__(self, top: Header, head: Sequence[HeadRow], scan: SheetScan, places: Places, shown: Spread) -> None:
        self.places, self.scan, self.shown = places, scan, shown
        self.identity = tuple(places.identity or places.columns)
        self.header_rows = [[cell.text for cell in row.cells] for row in head[top.first : top.position + 1]]
        self.words = places.headings.union(*self.header_rows) - {""}
        self.wide = {merge[:2]: merge for merge in scan.merges if merge[3] > merge[1]}
        self.headers: list[int] = []
        self.captions: list[tuple[int, list[str | None]]] = []

    def may_be_none(self, number: int, row: Row) -> bool:
        """Whether the row has to be looked at as a whole."""
        for at in self.identity:
            value = row[at]
            if type(value) is str and (MAY_BE_NONE.search(value) or value in self.words):
                return True
        return bool(self.wide) and any((number, at) in self.wide for at in self.places.columns)

    def is_record(self, number: int, row: Row) -> bool:
        """Whether the row is a record, or has to be taken for one; another table's header is noted."""
        unread = number in self.scan.marked_rows and any(
            mark is not None and mark.shown in ("error", "no_value")
            for mark in (self.scan.marks.get((number, at)) for at in self.places.columns)
        )
        cells = [plain_text(cell) for cell in row]
        if not any(cell and not cell.isspace() for cell in cells):
            return unread
        if self._is_header(number, cells):
            return False
        kind = row_kind(cells, self.places, self._across(number, row))
        if kind != "record" and other_unit(cells):
            self.captions.append((number, cells))
        return kind == "record" or (kind == "empty" and (unread or self._is_named(number)))

    def _is_named(self, number: int) -> bool:
        """Whether merged cells say whose record the row is."""
        row = self.shown.rows.get(number)
        return row is not None and any(row[at] != "" for at in self.places.identity)

    def _is_header(self, number: int, cells: Sequence[str | None]) -> bool:
        texts = [(cell or "").strip() for cell in cells]
        if texts in self.header_rows or _merged_alike(texts, self.header_rows):
            return True
        if not self.places.is_header(texts):
            return False
        self.headers.append(number + 1)
        return True

    def _across(self, number: int, row: Row) -> frozenset[int]:
        """Cells merged over the columns that say whose record it is and more."""
        merges = [self.wide[number, at] for at in range(len(row)) if (number, at) in self.wide] if self.wide else []
        return frozenset(merge[1] for merge in merges if self._is_over_all(merge))

    def _is_over_all(self, merge: Merge) -> bool:
        covered = set(range(merge[1], merge[3] + 1))
        return covered >= self.places.identity and (len(covered) >= WIDE_NOTE or covered >= self.places.columns)


def _merged_alike(texts: list[str], header_rows: list[list[str]]) -> bool:
    """Whether a row is one of a header's rows in which merged cells show their text once."""
    filled = [text for text in texts if text]
    return len(filled) >= ENOUGH_HEADINGS and any(
        all(text in ("", of) for text, of in zip(texts, row, strict=True)) for row in header_rows
    )


def _listed(rows: Sequence[int]) -> str:
    named = ", ".join(map(str, rows[:MOST_NAMED]))
    return named if len(rows) <= MOST_NAMED else f"{named} …"


def _under_wide_headings(place: Place, rows: Sequence[tuple[int, Row]], top: Header, name: str) -> list[Problem]:
    """A problem for each heading of the table that stands over several columns in which something is written."""
    problems = []
    for first, last in top.wide:
        column = top.columns[first]
        if column is None:
            continue
        below = next((n for n, row in rows for at in range(first + 1, last + 1) if row[at] not in ("", " ")), None)
        if below is not None:
            facts = {"headings": top.headings[first]}
            where = Place(place.file, place.sheet, below + 1)
            problems.append(Problem("heading_over_columns", where, name, column, facts=facts))
    return problems

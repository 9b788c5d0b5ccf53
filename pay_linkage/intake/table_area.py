"""Where a table stands inside its sheet or file: the rows of its header, and which column each cell of it names.

The header is the block of one to three rows, among the first rows, in which most of the table's columns are named;
where fewer than two are, the input has no header. Rows with groups of columns above it and rows that merged cells
reach into below it belong to it. What comes before it is not read, unless it looks like another header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from contracts.table import Table
from contracts.tables import INPUT_TABLES
from pay_linkage.intake.head_cells import HeadRow, head_rows, is_heading, levels
from pay_linkage.intake.heading_meaning import Meaning, is_serial, meaning, stands_for_unit

SEARCHED_ROWS = 20
ENOUGH_HEADINGS = 2
MOST_LEVELS = 3
CAPTION = re.compile(
    r"[:：，。！？；]|附件|附表|密级|单位(?:万)?元|第1页|共1页|明细表|一览表|花名册|名册|汇总表|登记表|统计表|名单"
)
"""What a group of columns is never called: such a row above the header is a title or says who made it when."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header: the positions of its first and last row among the rows searched, each column's heading (its levels
    joined by `` / ``), and the column of the table that each means.

    ``hinted``: columns whose headings name a column and say something more that is not understood. ``wide``: headings
    over several columns of cells, as first and last of them. ``serial``: columns that only count the rows.
    ``others``: positions of rows that look like headers of their own.
    """

    first: int
    position: int
    headings: tuple[str, ...]
    columns: tuple[str | None, ...]
    hinted: Mapping[int, str] = field(default_factory=dict)
    wide: tuple[tuple[int, int], ...] = ()
    serial: frozenset[int] = frozenset()
    others: tuple[int, ...] = ()
    given: Mapping[str, int] | None = None

    @property
    def recognised(self) -> int:
        """How many of the cells mean a column."""
        return sum(column is not None for column in self.columns)

    @property
    def used(self) -> dict[str, int]:
        """Name of each column that is there → its place: as ``given``, or as the headings mean it."""
        named = {name: at for at, name in enumerate(self.columns) if name}
        return named if self.given is None else dict(self.given)


def header(rows: Sequence[HeadRow], table: Table) -> Header | None:
    """The header of ``table`` among the rows, or None where none names two of its columns."""
    block = _best_block(rows[:SEARCHED_ROWS], table)
    return None if block is None else _header(rows, *_whole(rows, *block, table), table)


def single_header(headings: Iterable[str], table: Table) -> Header:
    """The header that a row of headings is, whatever it names."""
    return _header(head_rows([(0, list(headings))]), 0, 0, table)


def header_as_it_looks(rows: Sequence[HeadRow]) -> Header | None:
    """The header of no table in particular: of the one that it names most columns of, else the first row that is
    nearly as full as any and holds nothing but headings.
    """
    found = [header(rows, table) for table in INPUT_TABLES.values()]
    best = max((top for top in found if top is not None), key=lambda top: top.recognised, default=None)
    if best is not None:
        return best
    labels = [[cell.text for cell in row.labels] for row in rows[:SEARCHED_ROWS]]
    full = max(map(len, labels), default=0)
    table = next(iter(INPUT_TABLES.values()))
    for at, texts in enumerate(labels):
        if len(texts) >= max(ENOUGH_HEADINGS, full * 4 // 5) and all(map(is_heading, texts)):
            return _header(rows, *_whole(rows, at, at, table), table)
    return None


def header_of(rows: Sequence[HeadRow], top: Header, table: Table) -> Header:
    """The same rows as a header of another table."""
    return _header(rows, top.first, top.position, table)


def _best_block(rows: Sequence[HeadRow], table: Table) -> tuple[int, int] | None:
    """First and last position of the block that names most columns; the lowest, then the uppermost of several."""
    best, block = ENOUGH_HEADINGS - 1, None
    for height in range(1, MOST_LEVELS + 1):
        for first in range(len(rows) - height + 1):
            last = first + height - 1
            if _is_connected(rows[first : last + 1]):
                named = _named(_meanings(rows[first : last + 1], table), rows[first : last + 1], table)
                if named > best:
                    best, block = named, (first, last)
    return block


def _is_connected(block: Sequence[HeadRow]) -> bool:
    return block[-1].number - block[0].number == len(block) - 1


def _meanings(block: Sequence[HeadRow], table: Table) -> list[Meaning]:
    return [meaning(levels(block, at), table) for at in range(len(block[-1].cells))]


def _named(meanings: Iterable[Meaning], block: Sequence[HeadRow], table: Table) -> int:
    """How many columns of the table the block names, for certain or not."""
    names = {found.column or found.hinted for found in meanings} - {None}
    if "unit_id" not in names and any(stands_for_unit(levels(block, at), table) for at in range(len(block[-1].cells))):
        return len(names) + 1
    return len(names)


def _whole(rows: Sequence[HeadRow], first: int, last: int, table: Table) -> tuple[int, int]:
    """The block with the rows that belong to it below and above."""
    while last + 1 < len(rows) and last - first < MOST_LEVELS and _goes_on(rows, first, last, table):
        last += 1
    while first and last - first < MOST_LEVELS and _has_groups(rows[first - 1], rows[first]):
        first -= 1
    return first, last


def _goes_on(rows: Sequence[HeadRow], first: int, last: int, table: Table) -> bool:
    """Whether the row below the block is part of the header: a merged heading reaches into it, it names the same
    columns in another language, or it names parts of headings and nothing stands in it where the key would.
    """
    above, below = rows[last], rows[last + 1]
    if below.number != above.number + 1:
        return False
    if is_merged_below(rows, first, last):
        return True
    meanings, alone = _meanings(rows[first : last + 1], table), _meanings([below], table)
    named = [at for at, found in enumerate(alone) if found.column]
    if len(named) >= ENOUGH_HEADINGS and all(at < len(meanings) and meanings[at] == alone[at] for at in named):
        return True
    keys = [at for at, found in enumerate(meanings) if found.column in table.key]
    texts = [(at, cell.text) for at, cell in enumerate(below.cells) if cell.text]
    if not keys or any(below.cell(at).text for at in keys) or not all(is_heading(text) for _, text in texts):
        return False
    return any(not above.cell(at).text or above.cell(at).width > 1 for at, _ in texts)


def is_merged_below(rows: Sequence[HeadRow], first: int, last: int) -> bool:
    """Whether a heading of the block is merged with cells of the row below it."""
    top, above = rows[first].number, rows[last]
    return any(
        cell.merge and cell.merge[0] >= top and cell.merge[2] > above.number and cell.text for cell in above.cells
    )


def _has_groups(row: HeadRow, below: HeadRow) -> bool:
    """Whether a row above the header names groups of columns; a title, a caption and a row of values do not."""
    labels = row.labels
    if below.number != row.number + 1 or not all(
        is_heading(label.text) and not _is_caption(label.text) for label in labels
    ):
        return False
    wide = [label for label in labels if label.width > 1]
    if len(labels) == 2 and wide == labels[1:] and row.cell(0).text == labels[0].text:  # noqa: PLR2004
        return False  # a name and its value over the rest of the width
    if len(labels) > 1:
        return bool(wide) or all(label.merge is None for label in labels)
    used = [at for at, cell in enumerate(below.cells) if cell.text]
    return bool(wide) and bool(used) and wide[0].merge is not None and wide[0].merge[1] > used[0]


def _is_caption(text: str) -> bool:
    return CAPTION.search("".join(text.split())) is not None


def _header(rows: Sequence[HeadRow], first: int, last: int, table: Table) -> Header:
    block = rows[first : last + 1]
    width = len(block[-1].cells)
    texts = [levels(block, at) for at in range(width)]
    found = [meaning(text, table) for text in texts]
    columns = [one.column for one in found]
    if "unit_id" not in columns:
        columns = [
            one or ("unit_id" if stands_for_unit(text, table) else None)
            for one, text in zip(columns, texts, strict=True)
        ]
    wide, doubled = _wide(block[-1])
    others = [at for at in range(len(rows)) if not first <= at <= last and _is_header(rows[at], table)]
    return Header(
        first,
        last,
        tuple(" / ".join(text) for text in texts),
        tuple(None if at in doubled else column for at, column in enumerate(columns)),
        {at: one.hinted for at, one in enumerate(found) if one.hinted and at not in doubled},
        wide,
        frozenset(at for at, text in enumerate(texts) if is_serial(text)),
        tuple(at for at in others if not _repeats(rows[at], block)),
    )


def _wide(row: HeadRow) -> tuple[tuple[tuple[int, int], ...], frozenset[int]]:
    """Merged headings over several columns as first and last column; and every column of them but the first."""
    merges = {cell.merge for cell in row.cells if cell.merge and cell.width > 1 and cell.text}
    spans = tuple(sorted((left, right) for _, left, _, right in merges))
    return spans, frozenset(at for left, right in spans for at in range(left + 1, right + 1))


def _is_header(row: HeadRow, table: Table) -> bool:
    return _named(_meanings([row], table), [row], table) >= ENOUGH_HEADINGS


def _repeats(row: HeadRow, block: Sequence[HeadRow]) -> bool:
    """Whether a row is one of the header's rows once more, as at the top of every printed page."""
    texts = [cell.text for cell in row.cells]
    return any(texts == [cell.text for cell in of.cells] for of in block)

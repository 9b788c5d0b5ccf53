"""Merged cells among the records: one name over several rows stands for each of them, one number does not.

A sheet may hold values under merged cells that nobody sees; such a cell is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.columns import COLUMNS
from pay_linkage.intake.cell_mark import CellMark, Marks, Merge, SheetScan
from pay_linkage.intake.cell_text import plain_text
from pay_linkage.intake.raw_table import Fault

Row = Sequence[object]
SHARED = ("code", "text", "choice", "date")
"""Kinds of columns in which one value can stand for several rows."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A cell under merged cells that has no certain value."""

    fault: Fault


@dataclass(frozen=True, slots=True)
class Spread:
    """Rows (number from 0) with the values of merged cells, where any reach into them; and the marks of all cells."""

    rows: Mapping[int, Row]
    marks: Marks


def spread(rows: Sequence[Row], scan: SheetScan, used: Mapping[str, int], start: int) -> Spread:
    """The rows from ``start`` on in which merged cells show the value of another row; ``used``: columns and places.

    A row without a value of its own is no record and stays blank: two rows merged in every column are one record.
    """
    found: dict[int, Row] = {}
    marks: dict[tuple[int, int], CellMark] = dict(scan.marks)
    names = {at: name for name, at in used.items()}
    for top, left, bottom, right in scan.merges:
        places = [at for at in range(left, min(right, max(names, default=-1)) + 1) if at in names]
        for number in range(max(top, start), min(bottom, len(rows) - 1) + 1) if places and top >= start else ():
            if is_blank(rows[number]):
                continue
            row = list(found.get(number, rows[number]))
            for at in places:
                if (number, at) != (top, left):
                    row[at] = _covered(row[at], rows[top][left] if at == left else "", names[at])
                if at == left and (top, left) in marks:
                    marks[number, at] = marks[top, left]
            found[number] = row
    return Spread(found, marks)


def is_blank(row: Row) -> bool:
    """Whether a row holds nothing but white space."""
    return not any(cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in row)


def covered_cells(merges: Sequence[Merge], rows: int, columns: int) -> int:
    """How many cells the merged ones reach over, within a sheet of that size."""
    return sum(
        max(min(bottom, rows) - top + 1, 0) * max(min(right, columns) - left + 1, 0)
        for top, left, bottom, right in merges
    )


def _covered(own: object, value: object, column: str) -> object:
    """What stands in a covered cell: the value shown, or why there is none."""
    if own != "":
        return Covered(Fault("cell_covered", plain_text(own) or ""))
    if value == "" or column not in COLUMNS or COLUMNS[column].kind in SHARED:
        return value
    return Covered(Fault("cell_merged", plain_text(value) or ""))

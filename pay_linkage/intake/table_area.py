"""Where a table stands inside its sheet or file: its header row, and which column each cell of it names.

So far: the first row among the first rows in which at least two of the table's headings are recognised; where there is
none, the input has no header. What comes before it is not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.column import Column
from contracts.problem import Place, Problem
from contracts.table import Table
from pay_linkage.intake.headings import close_headings, columns_of

SEARCHED_ROWS = 20
ENOUGH_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class Header:
    """The header: its position among the rows searched, its cells' text, and the column that each cell means."""

    position: int
    headings: tuple[str, ...]
    columns: tuple[str | None, ...]

    @property
    def recognised(self) -> int:
        """How many of the cells mean a column."""
        return sum(column is not None for column in self.columns)


def header(rows: Sequence[Sequence[str | None]], table: Table) -> Header | None:
    """The first of ``rows`` that names at least two columns of ``table``, or None."""
    for position, row in enumerate(rows[:SEARCHED_ROWS]):
        columns = columns_of(row, table)
        if sum(column is not None for column in columns) >= ENOUGH_HEADINGS:
            return Header(position, tuple((cell or "").strip() for cell in row), tuple(columns))
    return None


def header_missing(rows: Sequence[Sequence[str | None]], table: Table, place: Place) -> Problem:
    """The problem that no header was found; of the first row only what resembles a heading is repeated."""
    first: list[str] = next(([cell for cell in row if cell] for row in rows if any(row)), [])
    close = [c for column in table.columns for c in close_headings(column, first)]
    wanted = [_names(column) for column in table.columns if column.name not in table.optional]
    facts = {"wanted": ", ".join(wanted), "close": _listed(close), "rows": str(SEARCHED_ROWS)}
    return Problem("header_missing", place, table.name, facts=facts)


def header_problems(found: Header, table: Table, place: Place) -> list[Problem]:
    """A column that occurs twice, and each column that has to be there and is not."""
    unknown = [h for h, column in zip(found.headings, found.columns, strict=True) if column is None and h]
    problems = []
    for column in table.columns:
        headings = [h for h, c in zip(found.headings, found.columns, strict=True) if c == column.name]
        if len(headings) > 1:
            problems.append(
                Problem("column_twice", place, table.name, column.name, facts={"headings": " | ".join(headings)})
            )
        elif not headings and column.name not in table.optional:
            problems.append(_column_missing(column, unknown, found, table, place))
    return problems


def _column_missing(column: Column, unknown: list[str], found: Header, table: Table, place: Place) -> Problem:
    facts = {
        "wanted": _names(column),
        "found": _listed([h for h in found.headings if h]),
        "close": _listed(close_headings(column, unknown)),
    }
    return Problem("column_missing", place, table.name, column.name, facts=facts)


def _names(column: Column) -> str:
    return f"{column.zh} ({column.name})"


def _listed(headings: list[str]) -> str:
    return ", ".join(dict.fromkeys(headings)) or "–"

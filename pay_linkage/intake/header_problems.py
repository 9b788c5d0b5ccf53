"""What is wrong with a header: none found, columns missing or there twice, headings that are not understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contracts.column import Column
from contracts.problem import Place, Problem
from contracts.table import Table
from pay_linkage.intake.headings import close_headings, misspelt_headings
from pay_linkage.intake.table_area import SEARCHED_ROWS, Header

SHOWN_ROWS = 5
"""In so many rows something like a heading is looked for, where no header is found."""


def header_missing(rows: Sequence[Sequence[str | None]], table: Table, place: Place) -> Problem:
    """The problem that no header was found; of the first rows only what resembles a heading is repeated."""
    texts = [cell for row in rows[:SHOWN_ROWS] for cell in row if cell]
    close = [c for column in table.columns for c in close_headings(column, texts)]
    wanted = [_names(column) for column in table.columns if column.name not in table.optional]
    facts = {"wanted": ", ".join(wanted), "close": listed(close), "rows": str(SEARCHED_ROWS)}
    return Problem("header_missing", place, table.name, facts=facts)


def header_problems(found: Header, table: Table, place: Place) -> list[Problem]:
    """A column that occurs twice, each column that has to be there and is not, and headings that only seem to name a
    column which may be absent.
    """
    unknown = [h for h, column in zip(found.headings, found.columns, strict=True) if column is None and h]
    problems = []
    for column in table.columns:
        headings = [h for h, c in zip(found.headings, found.columns, strict=True) if c == column.name]
        hinted = [found.headings[at] for at, name in found.hinted.items() if name == column.name]
        if len(headings) > 1:
            facts = {"headings": " | ".join(headings)}
            problems.append(Problem("column_twice", place, table.name, column.name, facts=facts))
        elif headings:
            continue
        elif column.name not in table.optional:
            close = [*hinted, *close_headings(column, unknown)]
            facts = {"wanted": _names(column), "found": listed(list(found.headings)), "close": listed(close)}
            problems.append(Problem("column_missing", place, table.name, column.name, facts=facts))
        elif hinted or misspelt_headings(column, unknown):
            facts = {"headings": listed(hinted or misspelt_headings(column, unknown)), "wanted": _names(column)}
            problems.append(Problem("heading_unclear", place, table.name, column.name, facts=facts))
    return problems


def _names(column: Column) -> str:
    return f"{column.zh} ({column.name})"


def listed(headings: Iterable[str]) -> str:
    """The headings or names as messages list them, each once."""
    return ", ".join(heading for heading in dict.fromkeys(headings) if heading) or "–"

"""Where in the copy a problem stands: the cell that is marked, or the sheet that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter

from contracts.problem import Problem


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A table's sheet in the copy: its title, the number of each column from 1, and by how many rows it stands lower
    than in the file.
    """

    title: str
    columns: Mapping[str, int] = field(default_factory=dict)
    lower: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """A cell of the copy; ``marked`` is false where the problem is the sheet's as a whole."""

    sheet: str
    row: int = 1
    column: int = 1
    marked: bool = False

    @property
    def address(self) -> str:
        """The cell's address, such as ``D14``."""
        return f"{get_column_letter(self.column)}{self.row}"


def target(problem: Problem, tables: Mapping[str, TableSheet]) -> Target | None:
    """The problem's cell; its row's cell in the first column where the column is not there; else its sheet or nothing.

    ``tables`` are the sheets of the tables that were read, by table name.
    """
    place, table = problem.place, tables.get(problem.table or "")
    sheet = place.sheet or (table.title if table else None)
    if sheet is None:
        return None
    if place.cell is not None:
        letters, row = coordinate_from_string(place.cell)
        return Target(sheet, row, column_index_from_string(letters), marked=True)
    if place.row is None:
        return Target(sheet)
    columns = table.columns if table else {}
    first = min(columns.values(), default=1)
    return Target(
        sheet, place.row + (table.lower if table else 0), columns.get(problem.column or "", first), marked=True
    )


def marks(found: Iterable[tuple[Problem, Target | None]]) -> dict[str, dict[tuple[int, int], list[Problem]]]:
    """Sheet → row and column → the problems of the cell."""
    sheets: dict[str, dict[tuple[int, int], list[Problem]]] = {}
    for problem, at in found:
        if at is not None and at.marked:
            sheets.setdefault(at.sheet, {}).setdefault((at.row, at.column), []).append(problem)
    return sheets

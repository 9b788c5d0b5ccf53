"""One line of a corrections file, once it is known which table, row and column it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from contracts.column import Column
from contracts.input_table import InputTable
from contracts.problem import WITHHELD, Problem
from contracts.table import Table
from contracts.tables import CORRECTIONS
from pay_linkage.intake import shown

Action = Literal["change", "add", "delete"]
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Line:
    """``number`` is the line's row in the file; ``key`` the row's key as ``Table.key_text`` writes it.

    ``column`` is None where the line names none. The values are text as given, None where empty.
    """

    number: int
    table: Table
    key: str
    action: Action
    column: Column | None
    old_value: str | None
    new_value: str | None
    appeal: str | None

    @property
    def row(self) -> tuple[str, str]:
        """The row that the line speaks of: table and key."""
        return self.table.name, self.key


def line_problem(file: InputTable, line: Line, at: str, code: str, **facts: str) -> Problem:
    """The problem ``code`` of a line, at its cell in the column ``at`` of the file.

    The texts know the table and the column that the line speaks of as ``{target}`` and ``{field}``, and the value of
    the cell unless it is a person's.
    """
    column = line.column
    found = column.name if column and at == "column" else getattr(line, at, None)
    value = shown(found) if isinstance(found, str) else None
    blanks = {"target": line.table.name, "field": column.name if column else "", **facts}
    if at in ("old_value", "new_value") and (column is None or column.personal):
        value, blanks = None, {**blanks, "value": WITHHELD}
    return Problem(code, file.origin.place(line.number, at), CORRECTIONS.name, at, line.key, value, blanks)

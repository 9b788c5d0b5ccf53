"""Lines that change a cell: the row is there, and the old value is what the row holds (rulebook §8)."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.column import Column
from contracts.input_table import InputTable
from contracts.problem import WITHHELD, Problem
from pay_linkage.corrections.cell_lines import cell_line_problems
from pay_linkage.corrections.cell_values import Values, read_values
from pay_linkage.corrections.line import Line, Row, line_problem


def change_problems(file: InputTable, lines: Sequence[Line], rows: dict[int, Row], new: Values) -> list[Problem]:
    """What speaks against the lines with action ``change``; ``rows``: line number → the row before the file."""
    old, unreadable = read_values(file, lines, "old_value")
    differing = [
        line_problem(file, line, "old_value", "correction_old_value_differs", found=_shown(held, line.column))
        for line in lines
        if line.column and line.column.name not in line.table.key and line.number in rows and line.number in old
        for held in [rows[line.number][line.column.name]]
        if held != old[line.number]
    ]
    return [*unreadable, *differing, *cell_line_problems(file, lines, new, "correction_of_key")]


def _shown(held: object, column: Column) -> str:
    """A cell's value as a message may repeat it."""
    if column.personal:
        return WITHHELD
    text = "" if held is None else str(held)
    return text.rstrip("0").rstrip(".") if column.kind == "number" and "." in text else text

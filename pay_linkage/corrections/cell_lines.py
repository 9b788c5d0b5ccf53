"""What must hold of lines that set a cell, whether of a row that is there (``change``) or of a new one (``add``)."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.input_table import InputTable
from contracts.problem import Problem
from pay_linkage.corrections.cell_values import Values
from pay_linkage.corrections.line import Line, line_problem


def cell_line_problems(file: InputTable, lines: Sequence[Line], new: Values, of_key: str) -> list[Problem]:
    """Lines without a column, of a key column (code ``of_key``), of a cell set before, or emptying a required one."""
    problems = []
    seen: dict[tuple[str, str, str], int] = {}
    for line in lines:
        if line.column is None:
            problems.append(line_problem(file, line, "column", "correction_column_missing"))
            continue
        first = seen.setdefault((*line.row, line.column.name), line.number)
        if line.column.name in line.table.key:
            problems.append(line_problem(file, line, "column", of_key))
        elif first != line.number:
            problems.append(line_problem(file, line, "column", "correction_cell_twice", first=str(first)))
        elif new.get(line.number, "") is None and line.column.name in line.table.required:
            problems.append(line_problem(file, line, "new_value", "correction_value_missing"))
    return problems

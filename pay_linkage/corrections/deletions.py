"""Lines that delete a row: one line, neither column nor values (rulebook §8)."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.input_table import InputTable
from contracts.problem import Problem
from pay_linkage.corrections.line import Line, line_problem


def deletion_problems(file: InputTable, lines: Sequence[Line]) -> list[Problem]:
    """What speaks against the lines with action ``delete``."""
    problems = []
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        first = seen.setdefault(line.row, line.number)
        if first != line.number:
            problems.append(line_problem(file, line, "key", "correction_row_deleted_twice", first=str(first)))
        if line.column is not None:
            problems.append(line_problem(file, line, "column", "correction_column_on_delete"))
        problems += [
            line_problem(file, line, at, "correction_value_on_delete")
            for at in ("old_value", "new_value")
            if getattr(line, at) is not None
        ]
    return problems

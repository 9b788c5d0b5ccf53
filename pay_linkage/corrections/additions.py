"""Lines that add a row: one line a column, the key free, every cell that must be filled given (rulebook §8)."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.input_table import InputTable
from contracts.problem import Problem
from pay_linkage.corrections.cell_lines import cell_line_problems
from pay_linkage.corrections.cell_values import Values
from pay_linkage.corrections.keys import key_parts, malformed
from pay_linkage.corrections.line import Line, line_problem


def addition_problems(
    file: InputTable, lines: Sequence[Line], taken: set[tuple[str, str]], new: Values
) -> list[Problem]:
    """What speaks against the lines with action ``add``; ``taken``: the rows (table, key) that are there already.

    What is wrong with a row as a whole stands at its first line.
    """
    filled = [
        line_problem(file, line, "old_value", "correction_old_value_on_add")
        for line in lines
        if line.old_value is not None
    ]
    of_rows = [problem for row in _by_row(lines).values() for problem in _row_problems(file, row, taken)]
    return [*filled, *of_rows, *cell_line_problems(file, lines, new, "correction_add_of_key")]


def _row_problems(file: InputTable, row: list[Line], taken: set[tuple[str, str]]) -> list[Problem]:
    first, table = row[0], row[0].table
    if first.row in taken:
        return [line_problem(file, first, "key", "correction_key_taken")]
    if key_parts(table, first.key) is None:
        return [line_problem(file, first, "key", "correction_key_malformed", **malformed(table, first.key).facts)]
    given = {line.column.name for line in row if line.column}
    lacking = [name for name in table.required if name not in table.key and name not in given]
    if lacking and given:
        return [line_problem(file, first, "key", "correction_row_incomplete", lacking=", ".join(lacking))]
    return []


def _by_row(lines: Sequence[Line]) -> dict[tuple[str, str], list[Line]]:
    rows: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        rows.setdefault(line.row, []).append(line)
    return rows

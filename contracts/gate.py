"""The gate of an input table: empty cells, keys given twice, broken row rules, each at its file, sheet, row and cell.

Belongs here: what one input table must keep whatever the scheme says. Stays out: relations across tables
(``contracts.relations``), what a scheme asks (the admission room), results (``contracts.result_gate``).
"""

from __future__ import annotations

import polars as pl

from contracts.input_table import InputTable
from contracts.pandera_schema import FILLED, Breach, breaches, pandera_schema
from contracts.problem import Problem
from contracts.result_gate import BrokenFrame
from contracts.row_problems import in_order, row_problems
from contracts.row_rules import row_rules


def table_problems(table: InputTable) -> list[Problem]:
    """Every problem of the table's own rules (rulebook §10), by row.

    Raises ``BrokenFrame`` where the frame lacks a column or has another type than ``Table.dtypes``: no input can
    cause that, the reader has a defect.
    """
    found = breaches(pandera_schema(table.table), table.frame)
    if any(breach.of_shape for breach in found):
        raise BrokenFrame(table.table.name, [f"{b.column}: {b.check}" for b in found if b.of_shape])
    return in_order(_empty_cells(table, found) + _broken_rules(table, found))


def _empty_cells(table: InputTable, found: list[Breach]) -> list[Problem]:
    return [
        problem
        for breach in found
        if breach.check == FILLED
        for problem in row_problems(
            table, table.frame.filter(pl.col(breach.column).is_null()), breach.column, "required_cell_empty"
        )
    ]


def _broken_rules(table: InputTable, found: list[Breach]) -> list[Problem]:
    names = {breach.check for breach in found}
    return [
        problem
        for rule in row_rules(table.table)
        if rule.name in names
        for problem in row_problems(table, table.frame.filter(~rule.holds), rule.column, rule.problem)
    ]

"""The gate of a result table (rulebook §11): the last look before results are kept.

A result that breaks its contract is a defect of the product, not of an input: what is raised here names table, column
and rule, and holds no value, no key and no row.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from contracts.columns import quota_columns
from contracts.pandera_schema import FILLED, Breach, breaches, pandera_schema
from contracts.problem import Place, Problem
from contracts.row_rules import row_rules
from contracts.table import Table


class BrokenFrame(Exception):
    """A frame made by the product breaks its table's contract; ``rules`` says where (column: rule)."""

    def __init__(self, table: str, rules: Iterable[str]) -> None:
        self.table = table
        self.rules = tuple(rules)
        super().__init__(f"frame_broken: {table}: " + "; ".join(self.rules))


def result_problems(table: Table, frame: pl.DataFrame, grades: tuple[str, ...] = ()) -> list[Problem]:
    """One problem for each rule of the result table that the frame breaks, without keys and values.

    ``grades`` are the individual grades of the quotas table's ``places_G`` and ``filled_G``, in the scheme's order.
    The frame has exactly the table's columns.
    """
    found = breaches(pandera_schema(table, quota_columns(grades), closed=True), frame)
    codes = {rule.name: rule.problem for rule in row_rules(table)}
    return [
        Problem(_code(breach, codes), Place(table.name), table.name, breach.column, facts={"rule": breach.check})
        for breach in found
    ]


def sound_result(table: Table, frame: pl.DataFrame, grades: tuple[str, ...] = ()) -> pl.DataFrame:
    """The frame itself, once it keeps its table's contract; else ``BrokenFrame``."""
    problems = result_problems(table, frame, grades)
    if problems:
        raise BrokenFrame(table.name, [f"{problem.column}: {problem.code}" for problem in problems])
    return frame


def _code(breach: Breach, codes: dict[str, str]) -> str:
    if breach.of_shape:
        return "result_column_wrong"
    return "result_cell_empty" if breach.check == FILLED else codes[breach.check]

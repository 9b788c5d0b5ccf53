"""What is to be admitted: the scheme, the cycle, and the tables that were given.

Belongs here: the record that every check of this room reads, and what follows from it at once. Stays out: the checks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

import polars as pl

from contracts.input_table import ROW, InputTable, Origin
from contracts.problem import Problem
from contracts.tables import INPUT_TABLES
from pay_linkage.schemes import Scheme


@dataclass(frozen=True, slots=True)
class Submission:
    """A scheme, a cycle, every input table of rulebook §10 (empty where not given), and the names of those given."""

    scheme: Scheme
    cycle: int
    tables: Mapping[str, InputTable]
    given: frozenset[str]

    def of_tables(self, names: Sequence[str]) -> Submission:
        """The same with these tables alone: asking for another one is a ``KeyError``."""
        return replace(self, tables={name: self.tables[name] for name in names}, given=self.given.intersection(names))

    def frame(self, name: str) -> pl.DataFrame:
        """The rows of an input table."""
        return self.tables[name].frame

    @property
    def units(self) -> pl.DataFrame:
        """unit_id, category of each unit, once, whose category the scheme knows."""
        known = self.frame("units").filter(pl.col("category").is_in(list(self.scheme.categories)))
        return known.filter(pl.col("unit_id").is_first_distinct()).select("unit_id", "category").drop_nulls()

    @property
    def rating_table(self) -> InputTable:
        """The table with the ratings: ``ratings``, unless only ``indicator_scores`` has rows or is there at all."""
        ratings, indicators = self.tables["ratings"], self.tables["indicator_scores"]
        if not ratings.frame.is_empty():
            return ratings
        alone = "indicator_scores" in self.given and "ratings" not in self.given
        return indicators if alone or not indicators.frame.is_empty() else ratings

    @property
    def assignments_in_cycle(self) -> pl.DataFrame:
        """The assignments that share a day with the cycle; one whose start cannot be told is counted in."""
        first, last = date(self.cycle, 1, 1), date(self.cycle, 12, 31)
        return self.frame("assignments").filter(
            pl.col("start_date").is_null() | (pl.col("start_date") <= last),
            pl.col("end_date").is_null() | (pl.col("end_date") >= first),
        )


def submission(
    scheme: Scheme, cycle: int, inputs: Mapping[str, InputTable], unread: Sequence[Problem] = ()
) -> Submission:
    """The record of what was given, with an empty table for each one that was not.

    Where not one was, the problems that the reader found, ``unread``, tell where they were looked for.
    """
    tables = {name: inputs.get(name) or _absent(name, inputs, unread) for name in INPUT_TABLES}
    return Submission(scheme, cycle, tables, frozenset(inputs))


def _absent(name: str, inputs: Mapping[str, InputTable], unread: Sequence[Problem]) -> InputTable:
    table = INPUT_TABLES[name]
    origin = Origin(_file(name, [each.origin for each in inputs.values()], unread))
    return InputTable(table, pl.DataFrame(schema={**table.dtypes, ROW: pl.Int64()}), origin)


def _file(name: str, origins: Sequence[Origin], unread: Sequence[Problem]) -> str:
    """Where the table would stand: in the others' workbook, in a file beside theirs, or where none was found."""
    looked_in = [origin.file for origin in origins if origin.sheet is not None]
    if not origins:
        looked_in = [problem.place.file for problem in unread if problem.place.sheet or problem.table is None]
    if looked_in:
        return looked_in[0]
    suffixes = [PurePath(origin.file).suffix for origin in origins]
    return name + (max(sorted(set(suffixes)), key=suffixes.count) if suffixes else ".csv")

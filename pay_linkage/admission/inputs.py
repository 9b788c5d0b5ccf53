"""The tables of one cycle as the rules take them: typed, complete, every check passed.

Belongs here: the shape only. Stays out: the checks (the other modules of this room).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Inputs:
    """Admitted inputs: per table of rulebook §10 one frame named as the table, and the cycle (a calendar year).

    Each frame has every column of its table with the types of ``Table.dtypes`` and ``_row`` (the row's number in its
    file); a table that was not given is an empty frame with the same columns. Rows keep the order of the file.
    """

    cycle: int
    units: pl.DataFrame
    component_scores: pl.DataFrame
    ratings: pl.DataFrame
    indicator_scores: pl.DataFrame
    events: pl.DataFrame
    contests: pl.DataFrame
    ballots: pl.DataFrame
    people: pl.DataFrame
    assignments: pl.DataFrame
    pools: pl.DataFrame

    def table(self, name: str) -> pl.DataFrame:
        """The frame of the input table ``name`` (rulebook §10)."""
        frame: pl.DataFrame = getattr(self, name)
        return frame

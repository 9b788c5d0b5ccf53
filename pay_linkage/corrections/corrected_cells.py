"""Which cells of a run's inputs were corrected, by which line of which file: so that what is wrong with such a cell is
told where somebody can mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import polars as pl

from contracts.input_table import ROW, InputTable
from contracts.problem import Place, Problem
from pay_linkage.corrections.checked import Checked
from pay_linkage.corrections.line import Line

CELLS = pl.Schema(
    {
        "table": pl.String(),
        "row": pl.Int64(),
        "column": pl.String(),
        "file": pl.String(),
        "sheet": pl.String(),
        "line": pl.Int64(),
        "cell": pl.String(),
        "appeal_reference": pl.String(),
    }
)
"""One row a corrected cell: its table, ``_row`` and column, and the place of the new value. ``column`` is empty for a
new row as such.
"""


def corrected_cells(
    before: pl.DataFrame, file: InputTable, of: Checked, new: dict[str, dict[int, list[Line]]]
) -> pl.DataFrame:
    """The cells corrected up to now: those of ``before`` that are still there, and those of this file.

    ``new``: table → number of each new row → its lines.
    """
    cells = [_cell(file, line, int(str(of.rows[line.number][ROW]))) for line in of.lines if line.action == "change"]
    for rows in new.values():
        for number, lines in rows.items():
            cells += [_cell(file, lines[0], number, whole=True), *(_cell(file, line, number) for line in lines)]
    fresh = pl.DataFrame(cells, schema=CELLS, orient="row")
    gone = [(line.table.name, of.rows[line.number][ROW]) for line in of.lines if line.action == "delete"]
    deleted = pl.DataFrame(gone, schema={"table": pl.String, "row": pl.Int64}, orient="row")
    kept = before.join(deleted, on=["table", "row"], how="anti")
    kept = kept.join(fresh, on=["table", "row", "column"], how="anti", nulls_equal=True)
    return pl.concat([kept, fresh]).sort("table", "row", "column")


def _cell(file: InputTable, line: Line, row: int, *, whole: bool = False) -> tuple[object, ...]:
    place = file.origin.place(line.number, "key" if whole else "new_value")
    column = None if whole or line.column is None else line.column.name
    return line.table.name, row, column, place.file, place.sheet, place.row, place.cell, line.appeal


def relocated(problems: Iterable[Problem], cells: pl.DataFrame) -> list[Problem]:
    """The problems, those at a corrected cell or in a new row with the place of the line that brought it.

    They say so: the fact ``appeal`` is the line's appeal reference, empty where it has none.
    """
    places = {(row["table"], row["row"], row["column"]): row for row in cells.iter_rows(named=True)}
    return [_relocated(problem, places) for problem in problems]


def _relocated(problem: Problem, places: dict[tuple[str, int, str | None], dict[str, object]]) -> Problem:
    row = problem.place.row
    keys: Sequence[tuple[str, int, str | None]] = (
        [(problem.table, row, problem.column), (problem.table, row, None)] if problem.table and row is not None else []
    )
    found = next((places[key] for key in keys if key in places), None)
    if found is None:
        return problem
    place = Place(*(found[name] for name in ("file", "sheet", "line", "cell")))  # type: ignore[arg-type]
    return replace(problem, place=place, facts={**problem.facts, "appeal": str(found["appeal_reference"] or "")})

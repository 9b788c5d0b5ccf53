"""The door of the room: a run's input tables and a corrections file go in, corrected tables come out, or a refusal.

Belongs here: putting the parts together, and whom the corrections touch. Stays out: each part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from contracts.correction_columns import CORRECTION_COLUMNS
from contracts.input_table import ROW, InputTable
from contracts.problem import Problem
from contracts.tables import INPUT_TABLES
from pay_linkage.corrections.applied import applied, empty_table, new_rows
from pay_linkage.corrections.checked import Checked, checked
from pay_linkage.corrections.corrected_cells import CELLS, corrected_cells
from pay_linkage.corrections.corrections_file import corrections_file
from pay_linkage.corrections.line import Row

TOUCHED = pl.Schema({"person_id": pl.String(), "unit_id": pl.String()})
OF_PERSONS = ("people", "assignments")


@dataclass(frozen=True, slots=True)
class Corrected:
    """Corrected input tables, and what led to them.

    ``lines`` are the file's lines in the columns of ``CORRECTION_COLUMNS`` (names in English, keys as
    ``Table.key_text`` writes them) with ``_row``, ``file`` and ``sheet``. ``touched`` holds the person of each people
    or assignments row and the unit of each unit's row that a line speaks of, before and after (``TOUCHED``). ``cells``
    are the cells corrected up to now (``CELLS``).
    """

    tables: Mapping[str, InputTable]
    lines: pl.DataFrame
    touched: pl.DataFrame
    cells: pl.DataFrame


def corrected(tables: Mapping[str, InputTable], path: str | Path, cells: pl.DataFrame | None = None) -> Corrected:
    """The tables after the corrections file at ``path`` (rulebook §8); ``tables`` stay as they are.

    ``cells`` are those that earlier corrections brought. Raises ``Refused`` with every problem of the file; whether the
    corrected tables can be used is for admission to say.
    """
    return corrected_by(*corrections_file(path), tables, cells)


def corrected_by(
    file: InputTable,
    problems: Sequence[Problem],
    tables: Mapping[str, InputTable],
    cells: pl.DataFrame | None = None,
) -> Corrected:
    """The tables after the lines of ``file``, in whose reading the ``problems`` were found; raises as ``corrected``."""
    of = checked(file, problems, tables)
    names = dict.fromkeys(line.table.name for line in of.lines)
    before = {name: tables.get(name) or empty_table(INPUT_TABLES[name], file.origin.file) for name in names}
    by_table = {name: [line for line in of.lines if line.table.name == name] for name in names}
    after = {name: applied(before[name], by_table[name], of) for name in names}
    new = {name: new_rows(before[name], by_table[name]) for name in names}
    return Corrected(
        tables={**tables, **after},
        lines=_lines(file, of),
        touched=_touched(of, after, new),
        cells=corrected_cells(CELLS.to_frame() if cells is None else cells, file, of, new),
    )


def _lines(file: InputTable, of: Checked) -> pl.DataFrame:
    """The lines as they are kept: names in English and keys in their one form, the rest as it was given."""
    names = [(line.number, line.table.name, line.key, line.column.name if line.column else None) for line in of.lines]
    schema = {ROW: pl.Int64, "table": pl.String, "key": pl.String, "column": pl.String}
    named = pl.DataFrame(names, schema=schema, orient="row")
    others = file.frame.drop("table", "key", "column")
    place = (pl.lit(file.origin.file).alias("file"), pl.lit(file.origin.sheet, pl.String).alias("sheet"))
    return named.join(others, on=ROW, maintain_order="left").select(
        *(column.name for column in CORRECTION_COLUMNS), ROW, *place
    )


def _touched(of: Checked, after: Mapping[str, InputTable], new: Mapping[str, Mapping[int, object]]) -> pl.DataFrame:
    """Persons and units of the rows that the lines speak of, as they were and as they are; none where no line has any
    effect, because then there is nothing that an appeal could take away.
    """
    rows = [_person_and_unit(line.table.name, of.rows[line.number]) for line in of.lines if line.number in of.rows]
    rows += [
        _person_and_unit(name, row)
        for name, table in after.items()
        for row in _rows_numbered(table, [*new[name], *_changed_rows(of, name)])
    ]
    touched = pl.DataFrame(rows if has_effect(of) else [], schema=TOUCHED, orient="row")
    return touched.filter(~pl.all_horizontal(pl.all().is_null())).unique().sort("person_id", "unit_id")


def has_effect(of: Checked) -> bool:
    """Whether any line adds or deletes a row, or changes a cell to another value."""
    return any(
        line.action != "change" or (line.column and of.rows[line.number][line.column.name] != of.new[line.number])
        for line in of.lines
    )


def _changed_rows(of: Checked, name: str) -> list[object]:
    return [of.rows[line.number][ROW] for line in of.lines if line.table.name == name and line.action == "change"]


def _rows_numbered(table: InputTable, numbers: list[object]) -> Iterator[Row]:
    return table.frame.filter(pl.col(ROW).is_in(numbers)).iter_rows(named=True)


def _person_and_unit(name: str, row: Row) -> tuple[object, object]:
    """An assignment speaks of its person, not of its unit; a pool of neither."""
    return (row["person_id"], None) if name in OF_PERSONS else (None, row.get("unit_id"))

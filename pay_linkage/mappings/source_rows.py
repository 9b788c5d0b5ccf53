"""The rows of one input table that one sheet gives: chosen, their cells mapped, spread columns turned into rows."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass

import polars as pl

from contracts.columns import COLUMNS
from contracts.input_table import ROW
from contracts.problem import Problem
from contracts.table import Table
from pay_linkage.intake.found_table import FoundTable
from pay_linkage.intake.money_unit import money_unit_problems
from pay_linkage.intake.raw_table import Fault, RawTable, trimmed
from pay_linkage.mappings.cell_texts import CellTexts, cell_texts
from pay_linkage.mappings.chosen_rows import chosen_rows
from pay_linkage.mappings.house_files import HouseFiles
from pay_linkage.mappings.mapping import Cell, Source


@dataclass(frozen=True, slots=True)
class _Part:
    """Cells that make a table: those of ``columns``, and the one heading of a spread, if any."""

    columns: Map[str, Cell]
    left_out_where_empty: str | None = None


def source_tables(table: Table, source: Source, files: HouseFiles) -> tuple[list[RawTable], list[Problem]]:
    """The table's rows as text, one raw table for each heading that is spread, else one; and what could not be read."""
    naming = tuple(
        heading
        for name in (*table.key, "person_name", "unit_name")
        if name in source.columns
        for heading in source.columns[name].headings
    )
    found, problems = files.table(source, source.headings, naming, table.name)
    if found is None:
        return [], problems
    chosen, unclear = chosen_rows(found, source, table)
    problems += [*unclear, *money_unit_problems(found.place, found.captions, source.columns, table.name)]
    raw = []
    for part in _parts(source):
        one, wrong = _raw_table(table, part, found, files)
        problems += wrong
        raw.append(_kept(one, chosen, part, once=source.once))
    return raw, problems


def _parts(source: Source) -> list[_Part]:
    spread = source.spread
    if spread is None:
        return [_Part(source.columns)]
    left_out = spread.value if spread.empty else None
    return [
        _Part({**source.columns, spread.into: Cell(constant=word), spread.value: Cell(heading=heading)}, left_out)
        for heading, word in spread.headings.items()
    ]


def _raw_table(table: Table, part: _Part, found: FoundTable, files: HouseFiles) -> tuple[RawTable, list[Problem]]:
    cells = {ROW: pl.Series(ROW, found.numbers, pl.Int64)}
    faults: dict[str, Map[int, Fault]] = {}
    problems: list[Problem] = []
    for column in table.columns:
        if column.name in part.columns:
            texts: CellTexts = cell_texts(part.columns[column.name], column, found, files, table)
            cells[column.name], faults[column.name] = texts.cells, texts.faults
            problems += texts.problems
    headings = {name: cell.headings[0] for name, cell in part.columns.items() if cell.headings and name in COLUMNS}
    frame = pl.DataFrame(cells).with_columns(trimmed(pl.exclude(ROW)))
    return RawTable(table, found.origin(headings), frame, faults), problems


def _kept(raw: RawTable, chosen: pl.Series, part: _Part, *, once: bool) -> RawTable:
    """The rows that are chosen, those without the spread cell left out if asked; equal ones once."""
    frame = raw.cells.with_row_index("_at").filter(chosen)
    faulty = pl.col("_at").is_in(sorted({at for column in raw.faults.values() for at in column}))
    if part.left_out_where_empty is not None:
        frame = frame.filter(pl.col(part.left_out_where_empty).is_not_null() | faulty)
    if once:
        names = [name for name in frame.columns if name not in ("_at", ROW)]
        frame = frame.filter(pl.struct(names).is_first_distinct() | faulty)
    new = {old: at for at, old in enumerate(frame["_at"])}
    faults = {
        name: {new[at]: fault for at, fault in column.items() if at in new} for name, column in raw.faults.items()
    }
    return RawTable(raw.table, raw.origin, frame.drop("_at"), faults)

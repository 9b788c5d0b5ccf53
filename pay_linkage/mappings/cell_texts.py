"""The cells of one column as a mapping makes them: from a heading, a constant, several headings, a number, a lookup."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field

import polars as pl

from contracts.column import Column
from contracts.problem import Problem
from contracts.table import Table
from pay_linkage.intake.found_table import FoundTable
from pay_linkage.intake.raw_table import Fault, trimmed
from pay_linkage.mappings.chosen_rows import plain_texts
from pay_linkage.mappings.house_files import HouseFiles
from pay_linkage.mappings.looked_up import looked_up
from pay_linkage.mappings.mapping import Cell

MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class CellTexts:
    """Texts of a column, the faults of cells that have none (by position), and problems that stand elsewhere."""

    cells: pl.Series
    faults: Map[int, Fault] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def cell_texts(cell: Cell, column: Column, found: FoundTable, files: HouseFiles, table: Table) -> CellTexts:
    """The texts that ``column`` has in each row of ``found``."""
    plain = _plain(cell, column, found, files, table)
    texts = plain.cells.to_frame("text").select(trimmed(pl.col("text"))).to_series()
    if cell.values:
        texts, unknown = _translated(texts, cell)
        plain = CellTexts(texts, {**unknown, **plain.faults}, plain.problems)
    if cell.empty is not None:
        faulty = pl.Series([at in plain.faults for at in range(len(texts))], dtype=pl.Boolean)
        texts = pl.select(pl.when(texts.is_null() & ~faulty).then(pl.lit(cell.empty)).otherwise(texts)).to_series()
    return CellTexts(texts, plain.faults, plain.problems)


def _plain(cell: Cell, column: Column, found: FoundTable, files: HouseFiles, table: Table) -> CellTexts:
    rows = len(found.numbers)
    if cell.heading is not None:
        return CellTexts(*found.texts(found.used[cell.heading], column))
    if cell.constant is not None:
        return CellTexts(pl.Series([cell.constant] * rows, dtype=pl.String))
    if cell.numbered is not None:
        return CellTexts(pl.Series([f"{cell.numbered}{number}" for number in found.numbers], dtype=pl.String))
    if cell.lookup is not None:
        return CellTexts(*looked_up(cell.lookup, column, found, files, table))
    parts = [plain_texts(found, heading, column, table) for heading in cell.joined]
    joined = pl.select(pl.concat_str([texts for texts, _ in parts], separator=cell.between or "")).to_series()
    return CellTexts(joined, problems=[problem for _, unread in parts for problem in unread])


def _translated(texts: pl.Series, cell: Cell) -> tuple[pl.Series, dict[int, Fault]]:
    """The texts' translations, and a fault for each text that has none."""
    translated = texts.replace_strict(dict(cell.values), default=None, return_dtype=pl.String)
    words = ", ".join(list(cell.values)[:MOST_WORDS]) + (" …" if len(cell.values) > MOST_WORDS else "")
    strange = (texts.is_not_null() & translated.is_null()).arg_true()
    return translated, {at: Fault("mapped_value_unknown", texts[at], {"words": words}) for at in strange}

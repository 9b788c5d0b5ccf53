"""A table as it was found in its file: text under recognised headings, before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from contracts.input_table import Origin
from contracts.table import Table


def trimmed(text: pl.Expr) -> pl.Expr:
    """Text without white space around, full-width and no-break blanks included; null where nothing is left."""
    bare = text.str.strip_chars()
    return pl.when(bare != "").then(bare)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why one cell cannot be read: the problem's code, the cell's text, and what the problem's text needs beside it."""

    code: str
    value: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawTable:
    """The recognised columns as trimmed text, with ``_row``: an empty cell is null, blank rows are gone, and a column
    that the file lacks is not in ``cells``.

    ``faults`` are cells that the file's own format spoils (column → position in the frame → fault); they are null in
    ``cells``.
    """

    table: Table
    origin: Origin
    cells: pl.DataFrame
    faults: Mapping[str, Mapping[int, Fault]] = field(default_factory=dict)

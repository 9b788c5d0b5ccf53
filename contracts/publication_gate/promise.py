"""What a written file must hold, cell by cell, made from the run's tables and the file's layout.

Belongs here: the values that describe a promise. Stays out: making one (``pay_linkage.gate``) and keeping to it
(``suite``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl

ColumnKind = Literal["text", "identifier", "amount", "number", "integer", "day"]
PERSON = "person_id"
"""The column of ``PromisedSheet.rows`` that tells whose row it is; null where it is nobody's."""


@dataclass(frozen=True, slots=True)
class CsvForm:
    """The bytes' form of a CSV file."""

    encoding: str
    byte_order_mark: bool
    line_end: str
    separator: str


@dataclass(frozen=True, slots=True)
class PromisedColumn:
    """A column: ``required`` cells are filled, ``words`` are all that may stand there, ``pattern`` fits each text."""

    heading: str
    kind: ColumnKind
    required: bool = False
    not_negative: bool = False
    words: tuple[str, ...] = ()
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """What the amounts of one column come to: ``of`` is run, category or unit, ``cents`` the sum of each scope.

    ``scopes`` has an entry a promised row: which of ``cents`` it counts for (none: all for the one scope of the run).
    Both come from the run's tables, never from the file.
    """

    of: Literal["run", "category", "unit"]
    column: int
    cents: Mapping[str, int]
    scopes: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class PromisedSheet:
    """A sheet, or the whole of a CSV file (without a name).

    ``rows``: one row a row of the file in its order, columns ``0``, ``1``, … as text (amounts with two decimals, days
    as YYYY-MM-DD in a workbook and as written in a CSV file; null where empty) and ``person_id``. ``key`` are the
    columns that tell rows apart. ``totals`` is the row below them: column → text. ``is_page``: people read it, no
    spreadsheet does, so that its rows have no numbers and its cells compute nothing.
    """

    name: str | None
    columns: tuple[PromisedColumn, ...]
    rows: pl.DataFrame
    key: tuple[int, ...]
    above: tuple[tuple[str, ...], ...] = ()
    totals: Mapping[int, str] = field(default_factory=dict)
    sums: tuple[Sum, ...] = ()
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class PromisedFile:
    """A file, or a folder of statements. ``csv`` is its form (none: a workbook, or pages), ``password`` opens it (none:
    it is not encrypted), ``sha256`` is that of its bytes where a manifest names it.
    """

    path: Path
    sheets: tuple[PromisedSheet, ...]
    csv: CsvForm | None = None
    password: str | None = None
    sha256: str | None = None

    @property
    def is_pages(self) -> bool:
        """Whether it is a folder of pages that people read."""
        return all(sheet.is_page for sheet in self.sheets)

"""The rows of a sheet that were found, each beside the promised row whose key it bears."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import polars as pl

from contracts.publication_gate.cell_forms import pandas_texts
from contracts.publication_gate.promise import PromisedSheet
from contracts.publication_gate.written import WrittenSheet

SEPARATOR = "\x1f"
NOBODY = -1
"""The place of a row that no promise bears."""


@dataclass(frozen=True, slots=True)
class FoundRows:
    """``cells`` and ``types`` (none in a CSV file) as in ``WrittenSheet``, ``number`` the rows in a spreadsheet.

    ``place`` is the number of the promised row whose key a row bears, or ``NOBODY``.
    """

    cells: pd.DataFrame
    types: pd.DataFrame | None
    number: np.ndarray
    key: pd.Series
    place: np.ndarray

    def promised(self, column: pl.Series) -> pd.Series:
        """The promised texts of a column, row by row, "" where it is empty; null in rows that no promise bears."""
        column = column.fill_null("")
        if _are_all_in_order(self.place, len(column)):
            return pandas_texts(column)
        places = pl.Series(self.place, dtype=pl.Int64)
        return pandas_texts(column.gather(places.set(places == NOBODY, None)))


def found_rows(sheet: PromisedSheet, written: WrittenSheet) -> FoundRows:
    """The rows below the headings, without the totals below them; a column that the file lacks is there, empty."""
    cells = _below(sheet, written.cells)
    number = cells.index.to_numpy(dtype="int64")
    types = None if written.types is None else _below(sheet, written.types).reset_index(drop=True)
    cells = cells.reset_index(drop=True)
    key = _joined([cells[str(place)] for place in sheet.key])
    parts = [pl.col(str(place)).fill_null("") for place in sheet.key]
    wanted = sheet.rows.select(pl.concat_str(parts, separator=SEPARATOR)).to_series()
    return FoundRows(cells, types, number, key, _places(key, pandas_texts(wanted)))


def _below(sheet: PromisedSheet, cells: pd.DataFrame) -> pd.DataFrame:
    if sheet.totals and len(cells):
        cells = cells.iloc[:-1]
    names = [str(number) for number in range(len(sheet.columns))]
    if list(cells.columns) == names:
        return cells
    nothing = pd.Series("", index=cells.index, dtype="str")
    return pd.DataFrame({name: cells.get(name, nothing) for name in names}, index=cells.index)


def _joined(parts: Sequence[pd.Series]) -> pd.Series:
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + SEPARATOR + part
    return joined


def _places(keys: pd.Series, promised_keys: pd.Series) -> np.ndarray:
    if len(keys) == len(promised_keys) and bool((keys.to_numpy() == promised_keys.to_numpy()).all()):
        return np.arange(len(keys))
    places: np.ndarray = pd.Index(promised_keys).get_indexer(pd.Index(keys))
    return places


def _are_all_in_order(place: np.ndarray, promised: int) -> bool:
    return len(place) == promised and bool((place == np.arange(promised)).all())

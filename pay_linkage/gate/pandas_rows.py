"""Polars frames of text as the pandas frames that the gate compares."""

from __future__ import annotations

import pandas as pd
import polars as pl


def text_frame(rows: pl.DataFrame) -> pd.DataFrame:
    """The same rows; all columns are text, empty cells are null."""
    return pd.DataFrame({name: text_series(rows[name]) for name in rows.columns})


def text_series(column: pl.Series) -> pd.Series:
    """The same texts."""
    return pd.Series(column.to_list(), dtype="str")

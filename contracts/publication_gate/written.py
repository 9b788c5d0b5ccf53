"""A file as it was found on disk: facts about its form, and its sheets' cells as text with their types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

CellType = Literal["text", "number", "formula", "other", "empty"]


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """``lines`` are the first rows up to the headings, ``cells`` the rows below, columns ``0``, ``1``, … ("" where
    empty), ``types`` their types (a CSV file has none). The index of both is the row's number in a spreadsheet.
    """

    lines: tuple[tuple[str, ...], ...]
    cells: pd.DataFrame
    types: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """``facts``: code of the bad condition → whether the good one holds; ``rows``: code → the row concerned.

    ``sheets`` are none where the file could not be read that far.
    """

    facts: Mapping[str, bool]
    sheets: tuple[WrittenSheet, ...] | None = None
    rows: Mapping[str, int] = field(default_factory=dict)

"""Checks of the run's own tables that no file tells: quotas, ceilings, pools, totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl


@dataclass(frozen=True, slots=True)
class TableCheck:
    """``rows``: ``scope`` (what is named where it is wrong), ``found``, ``promised``, whole numbers.

    ``holds`` tells how they must relate: equal, or ``found`` at most ``promised``.
    """

    code: str
    rows: pl.DataFrame
    holds: Literal["equal", "at_most"] = "equal"

"""Control totals of a file's amounts: for the run, each category and each unit, from the run's tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from contracts.publication_gate import Sum

NOBODY = "–"
"""Scope of people who were paid before and are in no unit of the run."""
Scope = Literal["category", "unit"]
SCOPES: tuple[Scope, ...] = ("category", "unit")


@dataclass(frozen=True, slots=True)
class Scoped:
    """The people of a file's rows, in order: the names of their categories and units, and which is whose."""

    names: dict[Scope, Sequence[str]]
    codes: dict[Scope, np.ndarray]

    def sums(self, column: int, cents: pl.Series) -> tuple[Sum, ...]:
        """The sums that the column with this number must have; ``cents`` are the people's, as the file shows them."""
        whole = Sum("run", column, {"run": int(cents.sum())})
        return (whole, *(self._sum(of, column, cents) for of in SCOPES))

    def _sum(self, of: Scope, column: int, cents: pl.Series) -> Sum:
        summed = pl.DataFrame({"code": self.codes[of], "cents": cents}).group_by("code").agg(pl.col("cents").sum())
        found = dict(summed.iter_rows())
        return Sum(of, column, {name: found[code] for code, name in enumerate(self.names[of])}, self.codes[of])


def scoped(people: pl.Series, belonging: pl.DataFrame) -> Scoped:
    """The scopes of these people (person_id); ``belonging``: person_id, unit, category."""
    rows = (
        people.alias("person_id")
        .to_frame()
        .join(belonging, on="person_id", how="left", validate="m:1", maintain_order="left")
    )
    parts = {of: _numbered(rows[of].fill_null(NOBODY)) for of in SCOPES}
    return Scoped({of: names for of, (names, _) in parts.items()}, {of: codes for of, (_, codes) in parts.items()})


def _numbered(scopes: pl.Series) -> tuple[list[str], np.ndarray]:
    names = scopes.unique().sort()
    return names.to_list(), scopes.cast(pl.Enum(names)).to_physical().cast(pl.Int64).to_numpy()


def cents_of(amount: str) -> pl.Expr:
    """Amounts of two decimals in whole cents: the number that such a decimal is kept as."""
    return pl.col(amount).cast(pl.Decimal(38, 2)).to_physical().cast(pl.Int64)

"""The rows of the payroll files: one a person, with what payroll needs to know whom it pays."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pay_linkage.kernels.matching import matched
from pay_linkage.kernels.order import in_order

COLUMNS = (
    "person_id",
    "person_name",
    "id_type",
    "id_number",
    "unit_id",
    "unit_name",
    "pay_item",
    "held",
    "amount",
)


def payroll_rows(tables: Mapping[str, pl.DataFrame], pay_item: str) -> pl.DataFrame:
    """``COLUMNS`` for each row of ``payroll``, sorted by person_id (code point); ``unit_id`` is the last unit.

    ``tables`` holds payroll, person_results, people and units. Somebody who is in ``payroll`` and not in the other
    tables keeps the row, its other cells empty: no money gets lost on the way.
    """
    people = tables["people"].select("person_id", "person_name", "id_type", "id_number")
    units = tables["units"].select("unit_id", "unit_name")
    last_units = tables["person_results"].select("person_id", "unit_id")
    rows = (
        tables["payroll"]
        .pipe(matched, people, "person_id", "left")
        .pipe(matched, last_units, "person_id", "left")
        .join(units, on="unit_id", how="left", validate="m:1", maintain_order="left")
        .with_columns(pl.lit(pay_item).alias("pay_item"))
        .select(COLUMNS)
    )
    return in_order(rows, "person_id")

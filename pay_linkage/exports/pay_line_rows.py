"""How each amount came about: every pay line with its factors, and below a person's lines what is held."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

COLUMNS = (
    "person_id",
    "person_name",
    "unit_id",
    "unit_name",
    "start_date",
    "end_date",
    "time_share",
    "base_pay",
    "individual_grade",
    "individual_coefficient",
    "unit_coefficient",
    "amount",
    "held",
)


def pay_line_rows(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``COLUMNS`` for each pay line, sorted by person_id and start_date; a held part has a line of its own.

    So ``amount`` and ``held`` together sum to the payroll. ``tables`` holds pay_lines, payroll, person_results, people
    and units.
    """
    names = tables["people"].select("person_id", "person_name")
    grades = tables["person_results"].select("person_id", "individual_grade")
    units = tables["units"].select("unit_id", "unit_name")
    held = tables["payroll"].filter(pl.col("held") != 0).select("person_id", "held")
    return (
        pl.concat([tables["pay_lines"].join(grades, on="person_id", how="left"), held], how="diagonal")
        .join(names, on="person_id", how="left", validate="m:1")
        .join(units, on="unit_id", how="left", validate="m:1")
        .select(COLUMNS)
        .sort("person_id", "start_date", nulls_last=True)
    )

"""Groups in which people are graded, and the places of each individual grade (rulebook §5)."""

from __future__ import annotations

import polars as pl

from pay_linkage.kernels.exact import scaled_number, whole
from pay_linkage.kernels.filling import OWN_ROW, PLACED, place_column
from pay_linkage.kernels.places import places
from pay_linkage.schemes.quotas import Quotas


def grouped_people(persons: pl.DataFrame, quotas: Quotas) -> pl.DataFrame:
    """The people who are graded within a quota: their ``group``, its ``graded_people``, and their row in ``persons``.

    ``persons``: people with their last unit's unit_id, category and unit_grade. Left out are the ungraded, and unit
    heads where they follow the unit. Units with fewer people than ``small_units.below`` are pooled by category and
    unit grade.
    """
    graded = pl.col("graded") == "yes"
    competes = graded if quotas.heads_follow is None else graded & (pl.col("role") != "head")
    below = quotas.small_units.below if quotas.small_units else 0
    small = pl.len().over("unit_id") < below
    pooled = pl.concat_str("category", "unit_grade", separator="/")
    numbered = persons.with_row_index(OWN_ROW).filter(competes)
    grouped = numbered.with_columns(pl.when(small).then(pooled).otherwise("unit_id").alias("group"))
    return grouped.with_columns(pl.len().over("group").cast(pl.Int64).alias("graded_people"))


def quota_places(grouped: pl.DataFrame, quotas: Quotas) -> pl.DataFrame:
    """Places per group before placing and carrying: group, unit_grade, graded_people, and a column for each grade's.

    It is named by the grade's number (``place_column``): another column could have the name of the grade.
    """
    groups = grouped.select("group", "unit_grade", "graded_people").unique(subset="group").sort("group")
    parts = [
        groups.filter(pl.col("unit_grade") == unit_grade).with_columns(
            expr.alias(place_column(index))
            for index, expr in enumerate(
                places(pl.col("graded_people"), quotas.shares_for(unit_grade), quotas.places).values()
            )
        )
        for unit_grade in groups["unit_grade"].unique().sort()
    ]
    if not parts:
        return groups.with_columns(
            pl.lit(0, pl.Int64).alias(place_column(index)) for index in range(len(quotas.grades))
        )
    return pl.concat(parts).sort("group")


def quota_results(counts: pl.DataFrame, placed: pl.DataFrame, quotas: Quotas) -> pl.DataFrame:
    """The quotas table: group, unit_grade, graded_people, places_G, filled_G, breach (rulebook §11).

    ``counts`` as from ``quota_places``; ``placed``: everyone graded within a quota, with the group's row in ``counts``
    (``_number``) and the grade's index (``_placed``).
    """
    filled = placed.group_by("_number").agg(
        (pl.col(PLACED) == index).sum().cast(pl.Int64).alias(f"filled_{grade}")
        for index, grade in enumerate(quotas.grades)
    )
    names = {place_column(index): f"places_{grade}" for index, grade in enumerate(quotas.grades)}
    renamed = counts.rename(names).with_row_index("_number")
    joined = renamed.join(filled, on="_number", how="left", maintain_order="left").drop("_number")
    return joined.with_columns(breach(quotas).alias("breach"))


def breach(quotas: Quotas) -> pl.Expr:
    """The grades filled above their ``at_most`` share of the group's graded people, joined by ``;``; else empty."""
    above = [
        pl.when(
            pl.col(f"filled_{grade}").cast(pl.Int128) * whole(10**6)
            > pl.col("graded_people").cast(pl.Int128) * whole(scaled_number(quotas.at_most[grade].share, 6))
        ).then(pl.lit(grade))
        for grade in quotas.grades
        if grade in quotas.at_most
    ]
    if not above:
        return pl.lit(None, pl.String)
    joined = pl.concat_str(above, separator=";", ignore_nulls=True)
    return pl.when(joined != "").then(joined)

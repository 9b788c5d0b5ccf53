"""What a person's pay lines tell: units whose coefficient moved, and pools that were corrected or divided anew."""

from __future__ import annotations

import polars as pl

from contracts.pool_scope import scope_id
from contracts.words import Words
from pay_linkage.diff.sentences import POOL_ASSUMED, POOL_CORRECTED, POOL_RESCALED
from pay_linkage.diff.two_runs import TwoRuns, differs
from pay_linkage.schemes import read_scheme

KEY = ("person_id", "start_date")
FACTORS = ("unit_id", "time_share", "base_pay", "individual_coefficient", "unit_coefficient")


def units_of_lines(runs: TwoRuns) -> pl.DataFrame:
    """person_id, unit_id: of the lines that both runs have, those whose unit coefficient moved."""
    lines = _lines(runs).filter(pl.col("unit_id_before") == pl.col("unit_id_after"), differs("unit_coefficient"))
    return lines.select("person_id", pl.col("unit_id_after").alias("unit_id"))


def pool_causes(runs: TwoRuns, changed: pl.DataFrame) -> pl.DataFrame:
    """person_id, en, zh of the people with a line whose amount moved and whose pool was corrected, or divided anew.

    A pool was divided anew where the amount of one of its lines moved and nothing that makes the line did.
    """
    pool = read_scheme(runs.after.scheme_bytes, runs.after.scheme_name).linkage.pool
    if pool is None:
        return pl.DataFrame(schema=dict.fromkeys(("person_id", *Words._fields), pl.String()))
    corrected = changed.filter(pl.col("table") == "pools")["scope_id"].implode()
    rescaled = (~differs(*FACTORS)).any().over("unit_id_after" if pool.split == "unit_first" else "scope_id")
    lines = (
        _scoped(runs, pool.scope)
        .filter(differs("amount"))
        .with_columns(pl.col("scope_id").is_in(corrected).alias("corrected"), rescaled.alias("rescaled"))
    )
    other = POOL_ASSUMED if runs.assumed else POOL_CORRECTED
    said = lines.filter(pl.col("corrected") | pl.col("rescaled")).group_by("person_id").agg(pl.col("corrected").any())
    return said.select(
        "person_id",
        *(
            pl.when("corrected").then(pl.lit(pair[0])).otherwise(pl.lit(pair[1])).alias(lang)
            for lang, *pair in zip(Words._fields, other, POOL_RESCALED, strict=True)
        ),
    )


def _scoped(runs: TwoRuns, scope: str) -> pl.DataFrame:
    """The lines that both runs have, with the scope of their pool in the later one."""
    categories = runs.after.table("unit_results").select(pl.col("unit_id").alias("unit_id_after"), "category")
    lines = _lines(runs).join(categories, on="unit_id_after", how="left")
    return lines.with_columns(scope_id(scope, "unit_id_after"))


def _lines(runs: TwoRuns) -> pl.DataFrame:
    """The pay lines that both runs have and in which anything moved, side by side."""
    return runs.moved("pay_lines", KEY).filter("is_before", "is_after")

"""How individual grades and pay are spread over groups of people; small groups stand together."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pay_linkage.figures.fairness.traits import TRAIT
from pay_linkage.figures.pay import AMOUNTS, PEOPLE, PLACES, QUARTILES
from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.figures.small_numbers import FEWEST_IN_QUARTERS, QUARTILE_STEP, summed_up
from pay_linkage.kernels.exact import half_up, scaled, shown, whole

OTHERS = "_others"
"""The trait of those who stand together because they are too few by themselves."""
STEP = 100 * QUARTILE_STEP
"""In cents."""
ROUGH_QUARTILES = [
    pl.when(PEOPLE >= FEWEST_IN_QUARTERS).then(shown(half_up(scaled(name, 2, 2), STEP) * whole(STEP), 2)).alias(name)
    for name in PLACES
]
"""The quartiles as somebody may see them who may not see pay: of enough people, and nobody's own amount."""


def distribution(run: ReportedRun, trait: pl.DataFrame, grades: Sequence[str]) -> pl.DataFrame:
    """Per value of a trait (as from ``traits``): ``trait``, together (values in the row, where several are summed up),
    people, a column ``grade_G`` for each of ``grades`` and ``grade_ungraded`` with its number of people, and the
    quartiles of the amounts (``ROUGH_QUARTILES``).

    Values that fewer than ``FEWEST`` people have are summed up, with further ones where the sum would give one away;
    quartiles of too few people are empty.
    """
    joined = run.paid_people.join(trait, on="person_id")
    sizes = joined.group_by(TRAIT).agg(pl.len().cast(pl.Int64).alias("people"), pl.col("order").first())
    scopes = sizes.sort("order", TRAIT).with_columns(pl.col(TRAIT).alias("scope_id"))
    small = scopes.filter(summed_up(scopes))[TRAIT]
    merged = joined.with_columns(
        pl.when(pl.col(TRAIT).is_in(small.implode())).then(pl.lit(OTHERS)).otherwise(TRAIT).alias("shown"), TRAIT
    )
    counts = [(pl.col("individual_grade") == grade).sum().cast(pl.Int64).alias(f"grade_{grade}") for grade in grades]
    last = pl.when(pl.col("shown") == OTHERS).then(pl.lit(2**62)).otherwise(pl.col("order"))
    rows = merged.group_by("shown").agg(
        pl.col(TRAIT).n_unique().cast(pl.Int64).alias("together"),
        pl.len().cast(pl.Int64).alias("people"),
        last.max().alias("order"),
        *counts,
        AMOUNTS,
    )
    quartered = rows.with_columns(QUARTILES).with_columns(ROUGH_QUARTILES)
    return quartered.sort("order", "shown").rename({"shown": TRAIT}).drop("order", "amounts")

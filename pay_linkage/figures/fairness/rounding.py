"""What whole places take away from shares: small groups have no whole place where large ones have several."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from pay_linkage.figures.fairness.sizes import size_order, size_text
from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.kernels.exact import half_up, scaled_number, shown, whole
from pay_linkage.schemes.quotas import Quotas

MILLION = 10**6


def lost_places(run: ReportedRun, quotas: Quotas) -> pl.DataFrame:
    """Per class of group sizes and grade but the absorbing one: size (its text), order, grade, groups, people,
    due (people × share, 2 decimals), places, filled, lost (due − places), without (groups with a share and no place).
    """
    groups = run.results["quotas"].with_columns(size_order(pl.col("graded_people")).alias("order"))
    shares = {name: quotas.shares_for(name) for name in run.scheme.unit_grades}
    parts = pl.concat([_grade(groups, grade, shares) for grade in quotas.grades])
    lost = parts.filter(pl.col("grade") != quotas.absorbing)
    order = pl.col("grade").replace_strict({g: i for i, g in enumerate(quotas.grades)}, return_dtype=pl.Int64)
    return lost.sort(order, "order").with_columns(size_text(pl.col("order")).alias("size"))


def _grade(groups: pl.DataFrame, grade: str, shares: Mapping[str, Mapping[str, Decimal]]) -> pl.DataFrame:
    """The rows of one grade; ``shares``: unit grade → individual grade → share, of all unit grades of the scheme."""
    of_grade = {name: scaled_number(share[grade], 6) for name, share in shares.items()}
    share = pl.col("unit_grade").replace_strict(of_grade, return_dtype=pl.Int128)
    due = pl.col("graded_people").cast(pl.Int128) * share
    summed = (
        groups.with_columns(due.alias("due"))
        .group_by("order")
        .agg(
            pl.len().cast(pl.Int64).alias("groups"),
            pl.col("graded_people").sum().alias("people"),
            pl.col("due").sum(),
            pl.col(f"places_{grade}").sum().alias("places"),
            pl.col(f"filled_{grade}").sum().alias("filled"),
            ((pl.col("due") > 0) & (pl.col(f"places_{grade}") == 0)).sum().cast(pl.Int64).alias("without"),
        )
    )
    lost = pl.col("due") - pl.col("places").cast(pl.Int128) * whole(MILLION)
    return summed.with_columns(
        pl.lit(grade).alias("grade"),
        shown(half_up(pl.col("due"), MILLION // 100), 2).alias("due"),
        shown(half_up(lost, MILLION // 100), 2).alias("lost"),
    )

"""What an appeal may take away, and what is paid after it (rulebook §8).

Amounts are decimals of yuan with two places; an entitlement holds the held parts too.
"""

from __future__ import annotations

import polars as pl

from pay_linkage.kernels.exact import scaled, shown, whole
from pay_linkage.kernels.matching import matched
from pay_linkage.kernels.order import in_order


def named_people(touched: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Those whom corrections name: person_id, sorted.

    ``touched``: person_id of each people or assignments row, unit_id of each unit's row that a correction speaks of, as
    the row was and as it is. ``before``, ``after``: the assignments in the cycle, before and after the corrections;
    everyone in a touched unit is named.

    >>> touched = pl.DataFrame({"person_id": ["P1", None], "unit_id": [None, "T03"]})
    >>> before = pl.DataFrame({"person_id": ["P1", "P2", "P3"], "unit_id": ["T01", "T03", "T02"]})
    >>> named_people(touched, before, before.clear())["person_id"].to_list()
    ['P1', 'P2']
    """
    assigned = pl.concat([part.select("person_id", "unit_id") for part in (before, after)])
    of_units = assigned.join(touched.select("unit_id").drop_nulls(), on="unit_id", how="semi").select("person_id")
    return pl.concat([touched.select("person_id").drop_nulls(), of_units]).unique().sort("person_id")


def held_amounts(payroll: pl.DataFrame, published: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """The payroll with what keeps everybody but the ``named`` from getting less than was last published.

    ``payroll`` and ``published`` have person_id and amount; the result has person_id, held, and amount (held included),
    sorted by person_id. Somebody who was published and is not in the payroll comes back with the held amount alone.
    """
    spared = pl.col("person_id").is_in(named["person_id"].implode()).not_()
    lacking = pl.max_horizontal(pl.col("_published") - pl.col("_entitled"), whole(0))
    compared = _compared(payroll, published).with_columns(
        pl.when(spared).then(lacking).otherwise(whole(0)).alias("held")
    )
    kept = compared.filter(pl.col("_is_entitled") | (pl.col("held") > whole(0)))
    return kept.select(
        "person_id",
        shown(pl.col("held"), 2).alias("held"),
        shown(pl.col("_entitled") + pl.col("held"), 2).alias("amount"),
    )


def differences(entitled: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """What is still to be paid or taken back: person_id, published, entitled, difference, kind; sorted by person_id.

    Both frames have person_id and amount; who is missing in one counts with 0 there. ``kind`` is ``supplement``,
    ``recovery`` or ``zero``; a zero is kept.
    """
    difference = pl.col("_entitled") - pl.col("_published")
    return _compared(entitled, published).select(
        "person_id",
        shown(pl.col("_published"), 2).alias("published"),
        shown(pl.col("_entitled"), 2).alias("entitled"),
        shown(difference, 2).alias("difference"),
        pl.when(difference > whole(0))
        .then(pl.lit("supplement"))
        .when(difference < whole(0))
        .then(pl.lit("recovery"))
        .otherwise(pl.lit("zero"))
        .alias("kind"),
    )


def _compared(entitled: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """Everybody of either frame: ``_entitled`` and ``_published`` in cents, and whether they are entitled at all."""
    left = entitled.select(
        "person_id", scaled("amount", 2, 2).alias("_entitled"), pl.lit(value=True).alias("_is_entitled")
    )
    right = published.select("person_id", scaled("amount", 2, 2).alias("_published"))
    if left["person_id"].equals(right["person_id"], null_equal=False):
        joined = matched(left, right, "person_id")
    else:
        joined = left.join(right, on="person_id", how="full", coalesce=True, validate="1:1")
    filled = joined.with_columns(
        pl.col("_entitled", "_published").fill_null(whole(0)), pl.col("_is_entitled").fill_null(value=False)
    )
    return in_order(filled, "person_id")

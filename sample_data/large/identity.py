"""Resident numbers as a column: structurally valid, with a region that no county's police issues."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from sample_data.generator.identity import BIRTH_DAYS, FIRST_BIRTH, REGION, STRIDE
from sample_data.large.draws import picked

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643: the weight of each of the first seventeen digits."""
CHECKS = "0123456789X"
SERIALS = 1000
FIRST_PARTS = tuple(f"{REGION}{FIRST_BIRTH + timedelta(days=day):%Y%m%d}" for day in range(BIRTH_DAYS))
FIRST_SUMS = pl.Series([sum(w * int(d) for w, d in zip(WEIGHTS, first, strict=False)) for first in FIRST_PARTS])


def resident_numbers() -> pl.Expr:
    """The resident number of each ``number``; they repeat after twelve million people."""
    birth = pl.col("number") * STRIDE % BIRTH_DAYS
    serial = pl.col("number") // BIRTH_DAYS % SERIALS
    digits = (serial // 100, serial // 10 % 10, serial % 10)
    weighed = pl.lit(FIRST_SUMS).gather(birth)
    for weight, digit in zip(WEIGHTS[-3:], digits, strict=True):
        weighed = weighed + digit * weight
    check = picked(CHECKS, (12 - weighed % 11) % 11)
    return pl.concat_str(picked(FIRST_PARTS, birth), serial.cast(pl.String).str.zfill(3), check)

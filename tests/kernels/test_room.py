"""Products that 128 bits cannot hold are seen before they are made."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from pay_linkage.kernels.room import WIDEST, fits, largest


def test_a_product_fits_until_it_reaches_the_widest() -> None:
    assert fits(WIDEST - 1)
    assert not fits(2**63, 2**63)
    assert fits(0, 10**30, 10**30)


def test_the_largest_is_a_size_whatever_the_sign_and_the_scale() -> None:
    frame = pl.DataFrame({"a": [Decimal("-7.50"), None], "b": [Decimal("1.000"), Decimal("2.000")]})
    assert largest(frame, "a") == 750
    assert largest(frame, "a", "b") == 2000
    assert largest(frame.clear(), "a", "b") == 0
    assert largest(pl.DataFrame({"c": [None]}, schema={"c": pl.Decimal(38, 6)}), "c") == 0

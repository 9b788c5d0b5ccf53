"""The exact pay of each assignment, before any rounding (rulebook §6)."""

from __future__ import annotations

import polars as pl

from contracts.problem import Place, Problem, Refused
from pay_linkage.kernels.exact import half_up, scaled, scaled_number, shown, whole
from pay_linkage.kernels.room import fits, largest
from pay_linkage.schemes.linkage import Linkage

COEFFICIENTS = 10**12
"""What the product of two coefficients of 6 decimals is scaled by."""


def exact_pay(linkage: Linkage) -> pl.Expr:
    """Exact pay in cents × time parts × 10^12: base_pay × time share × what the coefficients make together.

    Direct ``product``: individual × unit; ``weighted``: weighted sum of the two; indirect: the individual alone.
    """
    return time_pay() * combined_coefficient(linkage)


def refuse_beyond_arithmetic(lines: pl.DataFrame, parts: int) -> None:
    """Raise ``Refused`` where the lines' base pay and coefficients are too large for their exact sum."""
    coefficients = [max(largest(lines, f"{of}_coefficient"), 10**6) for of in ("individual", "unit")]
    if not fits(lines.height, largest(lines, "base_pay"), parts, *coefficients, 4):
        raise Refused([Problem("pay_beyond_arithmetic", Place(""), "people", "base_pay")])


def time_pay() -> pl.Expr:
    """Base pay for the time in the assignment, in cents × time parts."""
    return scaled("base_pay", 2, 2) * pl.col("time_units").cast(pl.Int128)


def combined_coefficient(linkage: Linkage) -> pl.Expr:
    """The coefficients together, × 10^12."""
    individual = scaled("individual_coefficient", 6, 6)
    if linkage.mode == "indirect":
        return individual * whole(10**6)
    unit = scaled("unit_coefficient", 6, 6)
    if linkage.weights is None:
        return individual * unit
    unit_weight, individual_weight = (scaled_number(w, 6) for w in (linkage.weights.unit, linkage.weights.individual))
    return whole(unit_weight) * unit + whole(individual_weight) * individual


def shown_time_share(parts: int) -> pl.Expr:
    """Time share as it is shown, half up to 6 decimals; the exact one is ``time_units ÷ parts``."""
    return shown(half_up(pl.col("time_units").cast(pl.Int128) * whole(10**6), parts), 6)

"""What a line's pay is before any rounding, and what it weighs where a pool is shared, in numbers (rulebook §6, §7)."""

from __future__ import annotations

from pay_linkage.explanation.formula import Formula, number
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.rules.time_share import time_parts


def exact_pay(of: Workings, line: Row) -> Formula:
    """``base pay × time × coefficients``."""
    return timed_base(line) / cycle_parts(of) * coefficients(of, line)


def timed_base(line: Row) -> Formula:
    """``base pay × months`` (or days)."""
    return number(line["base_pay"], 2) * number(line["time_units"])


def cycle_parts(of: Workings) -> Formula:
    """The months, or the days, of the cycle."""
    return number(time_parts(of.scheme.linkage.time_share, of.cycle))


def coefficients(of: Workings, line: Row) -> Formula:
    """What the coefficients make together, as the scheme combines them."""
    linkage, individual = of.scheme.linkage, number(line["individual_coefficient"])
    if linkage.mode == "indirect":
        return individual
    unit = number(line["unit_coefficient"])
    if linkage.weights is None:
        return individual * unit
    return number(linkage.weights.unit) * unit + number(linkage.weights.individual) * individual

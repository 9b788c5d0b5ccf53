"""A unit's part of a pool that goes to units first, and how last cents are given out (rulebook §7)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import polars as pl

from contracts.money import in_yuan
from pay_linkage.explanation.formula import Rounding, number, value_of
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.people import People
from pay_linkage.explanation.texts import as_words, money, said
from pay_linkage.explanation.unit_inputs import Row

DOWN = Rounding(2, down=True)
UNIT_WEIGHT, TIME_PAY = 10**8, 10**2
"""What cents × time × a unit coefficient, and cents × time, are scaled by."""
CENT, ONE = Decimal("0.01"), Decimal(1)


def unit_part(people: People, line: Row) -> Node:
    """``pool × unit weight ÷ sum of unit weights``, cut to the cent, and its last cent."""
    lines = people.line_frame.filter(pl.col("scope_id") == line["scope_id"])
    own = lines.filter(pl.col("unit_id") == line["unit_id"])
    weight, everything = (_weights(part, "unit_weight", UNIT_WEIGHT) for part in (own, lines))
    pool = in_yuan(line["pool"])
    share = number(pool, 2) * number(weight) / number(everything)
    floor, part = DOWN.of(share.exact), in_yuan(line["factor"])
    least = number(floor, 2)
    cut = Node(
        said("share_of_pool"),
        floor,
        shown=as_words(money(floor)),
        formula=share,
        rounding=DOWN,
        notes=(said("unit_share_rule"),),
        section="§7",
        children=(_unit_weight(own, weight, line),),
    )
    return Node(
        said("unit_part", unit=line["unit_id"]),
        part,
        shown=as_words(money(part)),
        formula=least if part == floor else least + number(CENT),
        section="§7",
        children=(cut,),
    )


def _unit_weight(own: pl.DataFrame, weight: Decimal, line: Row) -> Node:
    """``Σ (base pay × time) × unit coefficient``; a unit without a coefficient of its own weighs 1."""
    bases = own.with_columns(timed=pl.col("base_pay").to_physical() * pl.col("time_units").cast(pl.Int128))
    coefficient = ONE if line["unit_coefficient"] is None else line["unit_coefficient"]
    return Node(
        said("unit_weight"),
        weight,
        formula=number(_weights(bases, "timed", TIME_PAY)) * number(coefficient),
        section="§7",
    )


def _weights(lines: pl.DataFrame, column: str, scale: int) -> Decimal:
    return value_of(Fraction(int(lines[column].sum()), scale))


def last_cents(position: int, left: int, sharing: int, extra: int) -> Node:
    """Whether one of the last cents went to the line: they go to the largest of what was cut off."""
    return Node(
        said("last_cents"),
        extra,
        shown=said("last_cent_yes" if extra else "last_cent_no"),
        notes=(said("last_cents_rule", left=left, sharing=sharing, position=position),),
        section="§7",
    )

"""How a line's money came out of a pool: its share, the cut to whole cents, the last cents (rulebook §7)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import polars as pl

from contracts.money import in_yuan
from pay_linkage.explanation.exact_pay import coefficients, cycle_parts, exact_pay, timed_base
from pay_linkage.explanation.formula import Formula, Rounding, number, value_of
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.people import People
from pay_linkage.explanation.texts import as_words, money, said
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.unit_pool import last_cents, unit_part
from pay_linkage.explanation.workings import Workings

DOWN, NEAR = Rounding(2, down=True), Rounding(8)
WEIGHT, INNER_WEIGHT = 10**14, 10**8
"""What weights are scaled by: cents × time × the coefficients together, or × the individual one alone."""
CENT = Decimal("0.01")


def pool_nodes(of: Workings, people: People, line: Row) -> list[Node]:
    """The pool, and where it closes the line's share of it and its last cent; nothing without a pool."""
    if line["scope_id"] is None:
        return []
    nodes = [_pool(of, line)]
    if line["state"] == "unit_first":
        nodes.append(unit_part(people, line))
    if line["floor"] is not None:
        nodes += [_share(of, line), last_cents(line["position"], line["left"], line["sharing"], line["extra"])]
    return nodes


def closed_amount(line: Row) -> Formula:
    """The line's cents: what its share is cut to, and the last cent where it got one."""
    least = number(in_yuan(line["floor"]), 2)
    return least + number(CENT) if line["extra"] else least


def _pool(of: Workings, line: Row) -> Node:
    """The scope's money, and what its lines come to before any pool."""
    rule = of.scheme.linkage.pool
    rows = of.input("pools").filter(pl.col("scope_id") == line["scope_id"]).rows(named=True)
    wanted = number(value_of(Fraction(line["exact_sum"], WEIGHT))) / cycle_parts(of)
    exact_sum = Node(said("exact_sum"), NEAR.of(wanted.exact), formula=wanted, rounding=NEAR, section="§7")
    return Node(
        said("pool", scope=line["scope_id"]),
        in_yuan(line["pool"]),
        shown=as_words(money(in_yuan(line["pool"]))),
        notes=(said(f"pool_{rule.mode}"),) if rule else (),
        section="§7",
        source=rule.source if rule else None,
        places=of.cell("pools", rows[0], "amount"),
        children=() if line["state"] == "unit_first" else (exact_sum,),
    )


def _share(of: Workings, line: Row) -> Node:
    """``pool × weight ÷ sum of weights``, cut to the cent; the exact pay where rounding alone exceeds the pool."""
    value = in_yuan(line["floor"])
    shown = as_words(money(value))
    if line["state"] == "closed":
        return Node(said("cut_to_cent"), value, shown=shown, formula=exact_pay(of, line), rounding=DOWN, section="§7")
    weight = _weight(of, line)
    if not isinstance(weight.value, Decimal):
        raise TypeError("a weight is a decimal")
    divisor = value_of(Fraction(line["divisor"], _scale(line)))
    return Node(
        said("share_of_pool"),
        value,
        shown=shown,
        formula=number(in_yuan(line["factor"]), 2) * number(weight.value) / number(divisor),
        rounding=DOWN,
        notes=(said("share_rule"),),
        section="§7",
        children=(weight,),
    )


def _weight(of: Workings, line: Row) -> Node:
    inner = line["state"] == "unit_first"
    own = number(line["individual_coefficient"]) if inner else coefficients(of, line)
    return Node(
        said("weight_inner" if inner else "weight"),
        value_of(Fraction(line["weight"], _scale(line))),
        formula=timed_base(line) * own,
        section="§7",
    )


def _scale(line: Row) -> int:
    return INNER_WEIGHT if line["state"] == "unit_first" else WEIGHT

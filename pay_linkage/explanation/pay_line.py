"""Why a pay line has its amount: base pay, time, coefficients, the one rounding, or the pool (rulebook §6, §7)."""

from __future__ import annotations

import polars as pl

from contracts.problem import Place
from pay_linkage.explanation.exact_pay import exact_pay
from pay_linkage.explanation.formula import Formula, Rounding, decimal
from pay_linkage.explanation.node import Fact, Node
from pay_linkage.explanation.people import People
from pay_linkage.explanation.person_coefficient import unit_coefficient
from pay_linkage.explanation.pool import closed_amount, pool_nodes
from pay_linkage.explanation.texts import as_words, column, money, said
from pay_linkage.explanation.time_share import time_share
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings

CENTS, NEAR = Rounding(2), Rounding(8)


def pay_line(of: Workings, people: People, line: Row) -> Node:
    """The amount of one assignment, and what it is made of."""
    exact = exact_pay(of, line)
    rounds = line["state"] == "rounded"
    return Node(
        said(
            "pay_line",
            unit=line["unit_id"],
            start=line["start_date"],
            end=said("end", day=line["end_date"]) if line["end_date"] else said("open_end"),
        ),
        line["amount"],
        shown=as_words(money(line["amount"])),
        fact=_fact(line, "amount"),
        formula=exact if rounds else closed_amount(line),
        rounding=CENTS if rounds else None,
        notes=(said(f"state_{line['state']}"),),
        section="§6" if rounds else "§7",
        source=of.scheme.linkage.source,
        places=_cells(of, line),
        children=(_unrounded(exact), *_factors(of, line), *pool_nodes(of, people, line)),
    )


def _fact(line: Row, name: str) -> Fact:
    return Fact("pay_lines", (line["person_id"], line["start_date"]), name)


def _unrounded(exact: Formula) -> Node:
    whole = decimal(exact.exact)
    near = NEAR.of(exact.exact) if whole is None else whole
    return Node(said("exact_pay"), near, formula=exact, rounding=NEAR if whole is None else None, section="§6")


def _factors(of: Workings, line: Row) -> list[Node]:
    """Base pay, time share, coefficients."""
    people = of.input("people").filter(pl.col("person_id") == line["person_id"]).rows(named=True)
    base = Node(
        column("base_pay"),
        line["base_pay"],
        shown=as_words(money(line["base_pay"])),
        fact=_fact(line, "base_pay"),
        places=of.cell("people", people[0], "base_pay"),
    )
    name = "individual_coefficient"
    individual = Node(column(name), line[name], fact=_fact(line, name), section="§6")
    unit = unit_coefficient(of, line)
    return [base, time_share(of, line), individual, *([] if unit is None else [unit])]


def _cells(of: Workings, line: Row) -> tuple[Place, ...]:
    """The cells of the assignment's days."""
    same = (pl.col("person_id") == line["person_id"]) & (pl.col("start_date") == line["start_date"])
    row = of.input("assignments").filter(same).rows(named=True)[0]
    return tuple(place for name in ("start_date", "end_date") for place in of.cell("assignments", row, name))

"""The group in which somebody is graded: its people, shares, grades filled, ceilings (rulebook §5)."""

from __future__ import annotations

import polars as pl

from contracts.words import Words
from pay_linkage.explanation.formula import Rounding, number
from pay_linkage.explanation.node import Fact, Node
from pay_linkage.explanation.texts import column, listed, said
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.schemes.quotas import Quotas

SHARE = Rounding(6)


def group_nodes(of: Workings, quotas: Quotas, group: pl.DataFrame) -> tuple[Node, ...]:
    """The group with its numbers of people and of grades."""
    member = group.row(0, named=True)
    counted = of.run.table("quotas").filter(
        pl.col("group") == member["group"], pl.col("unit_grade") == member["unit_grade"]
    )
    row = counted.row(0, named=True)
    filled = tuple(_filled(of, quotas, row, grade) for grade in quotas.grades)
    return (
        Node(
            column("group"),
            row["group"],
            fact=_fact(row, "group"),
            notes=(_kind(quotas, member), _shares(of, quotas, row["unit_grade"])),
            section="§5",
            source=quotas.source,
            children=(_unit_grade(of, row), _graded(row), *filled, _breach(of, row)),
        ),
    )


def _fact(row: Row, name: str) -> Fact:
    return Fact("quotas", (row["group"], row["unit_grade"]), name)


def _unit_grade(of: Workings, row: Row) -> Node:
    return Node(
        column("unit_grade"), row["unit_grade"], shown=of.names.grade(row["unit_grade"]), fact=_fact(row, "unit_grade")
    )


def _graded(row: Row) -> Node:
    return Node(column("graded_people"), row["graded_people"], fact=_fact(row, "graded_people"))


def _kind(quotas: Quotas, member: Row) -> Words:
    if quotas.small_units is None or member["group"] == member["unit_id"]:
        return said("group_is_unit")
    return said("group_is_pool", below=quotas.small_units.below)


def _shares(of: Workings, quotas: Quotas, unit_grade: str) -> Words:
    shares = quotas.shares_for(unit_grade)
    words = listed([said("grade_share", grade=of.names.grade(grade), share=share) for grade, share in shares.items()])
    if quotas.normal is not None:
        cuts = listed([Words(str(cut), str(cut)) for cut in quotas.normal.cuts])
        return said("shares_normal", shares=words, cuts=cuts, shift=quotas.normal.shift[unit_grade])
    key = "shares_default" if quotas.by_unit_grade is None else "shares_by_grade"
    return said(key, shares=words, grade=of.names.grade(unit_grade))


def _filled(of: Workings, quotas: Quotas, row: Row, grade: str) -> Node:
    """How many got a grade, and their share against its ceiling."""
    name = f"filled_{grade}"
    ceiling = quotas.at_most.get(grade)
    people = row[name]
    if ceiling is None:
        return Node(said("filled", grade=of.names.grade(grade)), people, fact=_fact(row, name), section="§5")
    share = number(people) / number(row["graded_people"])
    return Node(
        said("filled", grade=of.names.grade(grade)),
        people,
        fact=_fact(row, name),
        notes=(said("at_most", share=ceiling.share),),
        section="§5",
        source=ceiling.source,
        children=(Node(said("filled_share"), SHARE.of(share.exact), formula=share, rounding=SHARE),),
    )


def _breach(of: Workings, row: Row) -> Node:
    breach = row["breach"]
    grades = [] if breach is None else [of.names.grade(grade) for grade in breach.split(";")]
    return Node(
        column("breach"),
        breach,
        shown=listed(grades) if grades else said("none"),
        fact=_fact(row, "breach"),
        section="§5",
    )

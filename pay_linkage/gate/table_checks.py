"""The run's own tables: lines and payroll, the manifest's totals, quotas and their ceilings, grades, pools."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import polars as pl

from contracts.publication_gate import TableCheck
from pay_linkage.gate.control_sums import cents_of
from pay_linkage.gate.subject import Judged
from pay_linkage.schemes.quotas import UNGRADED, Quotas

Row = tuple[str, int, int]
Holds = Literal["equal", "at_most"]
COUNTS = {"scope": pl.String, "found": pl.Int64, "promised": pl.Int64}


def table_checks(judged: Judged) -> list[TableCheck]:
    """Every check; ``scope`` names the person, group or pool concerned."""
    found = [_lines(judged), _totals(judged), _pools(judged)]
    quotas = judged.scheme.quotas
    return found if quotas is None else [*found, *_quotas(judged, quotas)]


def _check(code: str, rows: list[Row], holds: Holds = "equal") -> TableCheck:
    return TableCheck(code, pl.DataFrame(rows, schema=COUNTS, orient="row"), holds)


def _lines(judged: Judged) -> TableCheck:
    """A person's amount is the sum of the lines and what is held (rulebook §6, §8)."""
    lines = judged.pay_lines.group_by("person_id").agg(cents_of("amount").sum().alias("lines"))
    payroll = judged.payroll.select("person_id", cents_of("amount").alias("paid"), cents_of("held"))
    both = payroll.join(lines, on="person_id", how="full", coalesce=True).sort("person_id")
    added = pl.col("lines").fill_null(0) + pl.col("held").fill_null(0)
    rows = both.select(scope="person_id", found=added, promised=pl.col("paid").fill_null(0))
    return TableCheck("gate_lines_not_payroll", rows)


def _totals(judged: Judged) -> TableCheck:
    """The manifest's control totals."""
    totals, payroll = judged.run.manifest.control_totals, judged.payroll
    cents = payroll.select(cents_of("amount").sum(), cents_of("held").sum()).row(0)
    return _check(
        "gate_totals_not_manifest",
        [
            ("people", payroll.height, totals.people),
            ("lines", judged.pay_lines.height, totals.lines),
            ("cents", cents[0], totals.cents),
            ("held_cents", cents[1], totals.held_cents),
        ],
    )


def _pools(judged: Judged) -> TableCheck:
    """No scope's lines come to more than its pool; what is held comes on top (rulebook §7, §8).

    A line's scope is read from the rulebook anew, not from ``contracts.pool_scope``, by which the lines were paid.
    """
    pool = judged.scheme.linkage.pool
    if pool is None:
        return _check("gate_pool_exceeded", [], "at_most")
    units = judged.run.input("units").select("unit_id", "category")
    lines = judged.pay_lines.join(units, on="unit_id", how="left")
    scope = {"all": pl.lit("all"), "category": pl.col("category"), "unit": pl.col("unit_id")}[pool.scope]
    spent = (
        lines.with_columns(scope.alias("scope_id")).group_by("scope_id").agg(cents_of("amount").sum().alias("spent"))
    )
    pools = judged.run.input("pools").select("scope_id", cents_of("amount").alias("pool"))
    both = spent.join(pools, on="scope_id", how="left").sort("scope_id")
    return _check(
        "gate_pool_exceeded", both.select("scope_id", "spent", pl.col("pool").fill_null(-1)).rows(), "at_most"
    )


def _quotas(judged: Judged, quotas: Quotas) -> Iterator[TableCheck]:
    """Everybody graded has a grade of the group's, grades are counted right, none is above its ceiling (§5)."""
    table = judged.run.table("quotas")
    filled = {grade: table[f"filled_{grade}"].to_list() for grade in quotas.grades}
    groups, people = table["group"].to_list(), table["graded_people"].to_list()
    sums = [sum(counts[at] for counts in filled.values()) for at in range(table.height)]
    yield _check("gate_quota_miscounted", list(zip(groups, sums, people, strict=True)))
    ceilings = {grade: Fraction(most.share) for grade, most in quotas.at_most.items()}
    yield _check(
        "gate_ceiling_exceeded",
        [
            (f"{groups[at]} {grade}", filled[grade][at], int(share * people[at]))
            for grade, share in ceilings.items()
            for at in range(table.height)
        ],
        "at_most",
    )
    counted = _grades(judged, quotas, frozenset(groups))
    yield _check(
        "gate_grades_miscounted",
        [
            (f"{groups[at]} {grade}", counted.get((groups[at], grade), 0), filled[grade][at])
            for grade in quotas.grades
            for at in range(table.height)
        ],
    )


def _grades(judged: Judged, quotas: Quotas, groups: frozenset[str]) -> dict[tuple[str, str], int]:
    """(group, grade) → people with that grade; heads outside the quota do not count."""
    units = judged.run.table("unit_results").select("unit_id", "category", "grade")
    group = {unit: unit if unit in groups else f"{category}/{grade}" for unit, category, grade in units.iter_rows()}
    people = judged.run.table("person_results").filter(pl.col("individual_grade") != UNGRADED)
    if quotas.heads_follow is not None:
        heads = judged.run.input("people").filter(pl.col("role") == "head")
        people = people.join(heads, on="person_id", how="anti")
    counts: dict[tuple[str, str], int] = {}
    for unit, grade, count in people.group_by("unit_id", "individual_grade").len().iter_rows():
        counts[group[unit], grade] = counts.get((group[unit], grade), 0) + count
    return counts

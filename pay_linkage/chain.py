"""The chain: the one place where the rules are joined, from admitted inputs to results (rulebook §§2-7).

Three stages, each a pure function: ``assess_units``, ``fill_quotas``, ``link_pay``. The rules do not know each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from contracts.pool_scope import scope_id
from contracts.tables import RESULT_TABLES
from pay_linkage.admission import Inputs
from pay_linkage.kernels.exact import scaled, shown, whole
from pay_linkage.kernels.filling import Filling
from pay_linkage.kernels.matching import matched
from pay_linkage.kernels.order import in_order
from pay_linkage.rules import pool
from pay_linkage.rules.adjustment import adjustments
from pay_linkage.rules.ballot_score import ballot_scores
from pay_linkage.rules.coefficients import individual_coefficient, unit_coefficient
from pay_linkage.rules.contests import contest_standings
from pay_linkage.rules.individual_grade import grade_or_ungraded, individual_grades, quota_grades
from pay_linkage.rules.pay_line import COEFFICIENTS, exact_pay, refuse_beyond_arithmetic, shown_time_share, time_pay
from pay_linkage.rules.quotas import grouped_people, quota_places, quota_results
from pay_linkage.rules.rating import rating_results, rating_totals
from pay_linkage.rules.time_share import cycle_assignments, last_units, time_parts, time_share
from pay_linkage.rules.unit_grade import unit_grades
from pay_linkage.rules.unit_score import base_scores, final_scores
from pay_linkage.schemes.pool import Pool
from pay_linkage.schemes.scheme import Scheme

UNIT_KEYS = (
    "base_score",
    "rating_total",
    "coefficient",
    "bonus",
    "adjustment",
    "score_without_coefficient",
    "final_score",
)
"""Columns of a unit that may break ties among its people (rulebook §4.1)."""
WEIGHED = ("person_id", "role", "graded", "grade_cap", "grade_fixed", "score", "base_pay")
"""Columns of people that their grades and pay are made from: no names, no numbers of documents."""


@dataclass(frozen=True, slots=True)
class Graded:
    """What the quotas give: ``persons`` (person_id, unit_id, individual_grade and the people's columns), ``quotas``,
    and the ``filling`` that made both (``rules.individual_grade.filled_people``; None where the scheme has no quotas).
    """

    persons: pl.DataFrame
    quotas: pl.DataFrame
    filling: Filling | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The result tables of rulebook §11, each sorted by its key, and the ``filling`` behind the grades (``Graded``)."""

    unit_results: pl.DataFrame
    person_results: pl.DataFrame
    pay_lines: pl.DataFrame
    payroll: pl.DataFrame
    quotas: pl.DataFrame
    filling: Filling | None = None

    def tables(self) -> Mapping[str, pl.DataFrame]:
        """Table name → frame."""
        return {name: getattr(self, name) for name in RESULT_TABLES}


def calculated(inputs: Inputs, scheme: Scheme) -> Results:
    """The whole chain. Raises ``contracts.problem.Refused`` where a tie or a pool cannot be resolved as the scheme
    asks.
    """
    units = assess_units(inputs, scheme)
    graded = fill_quotas(inputs, scheme, units)
    return link_pay(inputs, scheme, units, graded)


def assess_units(inputs: Inputs, scheme: Scheme) -> pl.DataFrame:
    """The unit results: scores, ranks and grades (rulebook §§2-4)."""
    return _table("unit_results", unit_grades(scored_units(inputs, scheme), scheme))


def scored_units(inputs: Inputs, scheme: Scheme) -> pl.DataFrame:
    """The units before they are ranked: sums, rating, adjustment, final scores, barred and fails (rulebook §§2-3)."""
    standings = contest_standings(inputs.contests, scheme)
    base = base_scores(inputs.units, component_scores(inputs, scheme), scheme)
    rated = rating_results(inputs.units, rating_totals(inputs.ratings, inputs.indicator_scores), scheme)
    adjusted = adjustments(inputs.units, inputs.events, standings, scheme)
    return final_scores(base, rated, adjusted, scheme)


def component_scores(inputs: Inputs, scheme: Scheme) -> pl.DataFrame:
    """Each unit's component scores, given and from ballots alike: unit_id, component, score."""
    given = inputs.component_scores.select("unit_id", "component", "score")
    return pl.concat([given, ballot_scores(inputs.units, inputs.ballots, scheme)])


def fill_quotas(inputs: Inputs, scheme: Scheme, units: pl.DataFrame) -> Graded:
    """Everyone's last unit and grade, and the quotas table (rulebook §5)."""
    persons = people_to_grade(inputs, scheme, units)
    if scheme.quotas is None:
        grade = grade_or_ungraded(pl.lit(None, pl.String))
        return Graded(persons.with_columns(grade.alias("individual_grade")), _no_quotas())
    grouped = grouped_people(persons, scheme.quotas)
    places = quota_places(grouped, scheme.quotas)
    competing = quota_grades(grouped, places, scheme.quotas)
    quotas = quota_results(places, competing.frame, scheme.quotas)
    return Graded(individual_grades(persons, competing, scheme.quotas), quotas, competing)


def people_in_units(inputs: Inputs, units: pl.DataFrame) -> pl.DataFrame:
    """The people with their last unit: unit_id, category, unit_grade, and the unit's columns that may break ties."""
    return _in_units(inputs.people, inputs, units, UNIT_KEYS)


def people_to_grade(inputs: Inputs, scheme: Scheme, units: pl.DataFrame) -> pl.DataFrame:
    """The same, with only those of their columns that grades and pay are made from."""
    keys = [key for key in UNIT_KEYS if scheme.quotas and key in scheme.quotas.break_ties]
    return _in_units(inputs.people.select(WEIGHED), inputs, units, keys)


def _in_units(people: pl.DataFrame, inputs: Inputs, units: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    last = last_units(cycle_assignments(inputs.assignments, inputs.cycle))
    unit_columns = units.select("unit_id", "category", pl.col("grade").alias("unit_grade"), *keys)
    return matched(people, last, "person_id").join(unit_columns, on="unit_id", maintain_order="left")


def link_pay(inputs: Inputs, scheme: Scheme, units: pl.DataFrame, graded: Graded) -> Results:
    """All result tables: coefficients, pay lines closed to their pools, and each person's sum (rulebook §§6-7)."""
    persons = graded.persons.with_columns(
        individual_coefficient(scheme.linkage.individual_coefficient).alias("individual_coefficient")
    )
    paid = _paid(exact_lines(inputs, scheme, units, persons), inputs, scheme)
    lines = _table("pay_lines", paid.with_columns(shown(pl.col("cents"), 2).alias("amount")))
    payroll = lines.group_by("person_id", maintain_order=True).agg(scaled("amount", 2, 2).sum().alias("amount"))
    payroll = payroll.select("person_id", shown(whole(0), 2).alias("held"), shown(pl.col("amount"), 2))
    return Results(
        unit_results=units,
        person_results=_table("person_results", persons),
        pay_lines=lines,
        payroll=_table("payroll", payroll),
        quotas=graded.quotas.sort("group"),
        filling=graded.filling,
    )


def exact_lines(inputs: Inputs, scheme: Scheme, units: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """Assignments of the cycle with everything that makes their pay, exact; ``persons`` have their coefficients."""
    coefficient = unit_coefficient(scheme.linkage.unit_coefficient)
    unit_side = units.select("unit_id", "category", coefficient.alias("unit_coefficient"))
    person_side = persons.select("person_id", "base_pay", "individual_coefficient")
    lines = (
        cycle_assignments(inputs.assignments, inputs.cycle)
        .with_columns(time_share(scheme.linkage.time_share, inputs.cycle).alias("time_units"))
        .pipe(matched, person_side, "person_id")
        .join(unit_side, on="unit_id", maintain_order="left")
    )
    parts = time_parts(scheme.linkage.time_share, inputs.cycle)
    refuse_beyond_arithmetic(lines, parts)
    return lines.with_columns(shown_time_share(parts).alias("time_share"), exact_pay(scheme.linkage).alias("exact"))


def _paid(lines: pl.DataFrame, inputs: Inputs, scheme: Scheme) -> pl.DataFrame:
    """Lines with ``cents``: rounded one by one, or closed to their pools."""
    rule = scheme.linkage.pool
    divisor = time_parts(scheme.linkage.time_share, inputs.cycle) * COEFFICIENTS
    if rule is None:
        return pool.unpooled(lines, divisor)
    scoped = scoped_lines(lines, rule)
    if rule.mode == "cap":
        return pool.capped(scoped, inputs.pools, divisor)
    if rule.split == "unit_first":
        return pool.filled_unit_first(weighed_lines(scoped), inputs.pools)
    return pool.filled(scoped, inputs.pools)


def scoped_lines(lines: pl.DataFrame, rule: Pool) -> pl.DataFrame:
    """``lines`` with the ``scope_id`` of the pool that they share."""
    return lines.with_columns(scope_id(rule.scope))


def weighed_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """Weights for a pool that goes to units first: units without a coefficient of their own weigh 1."""
    return lines.with_columns(
        (time_pay() * scaled("unit_coefficient", 6, 6).fill_null(whole(10**6))).alias("unit_weight"),
        (time_pay() * scaled("individual_coefficient", 6, 6)).alias("inner_weight"),
    )


def _no_quotas() -> pl.DataFrame:
    return pl.DataFrame(schema=RESULT_TABLES["quotas"].dtypes)


def _table(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of a result table in their order, sorted by key: nearly for nothing, as people mostly come in order
    and joins here keep it.
    """
    table = RESULT_TABLES[name]
    return in_order(frame.select(*table.dtypes), *table.key)

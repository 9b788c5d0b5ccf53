"""Promise 4: movements are fair (``PAY_LINKAGE_CASES=2000`` for that many of each)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import islice
from random import Random

import polars as pl
import pytest

from contracts.problem import Refused
from pay_linkage import chain
from pay_linkage.schemes.quotas import Quotas

from .admitted_cases import AdmittedCase, admitted_cases
from .cases_wanted import cases_wanted

WANTED = cases_wanted(60)
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def cases() -> list[AdmittedCase]:
    return list(islice(admitted_cases(20_000), WANTED))


def _competing(case: AdmittedCase, quotas: Quotas) -> pl.DataFrame:
    """People whom nothing but their score sets apart: person_id, group, score, grade (0 is the best)."""
    heads = pl.col("role") != "head" if quotas.heads_follow is not None else pl.lit(value=True)
    free = case.inputs.people.filter(
        pl.col("graded") == "yes", pl.col("grade_cap").is_null(), pl.col("grade_fixed").is_null(), heads
    )
    units = chain.assess_units(case.inputs, case.scheme).select("unit_id", "category", unit_grade="grade")
    below = quotas.small_units.below if quotas.small_units else 0
    counted = case.inputs.people.filter(pl.col("graded") == "yes", heads).select("person_id")
    results = case.results.person_results.join(units, on="unit_id")
    sizes = results.join(counted, on="person_id").group_by("unit_id").len("graded_people")
    pooled = pl.concat_str("category", "unit_grade", separator="/")
    return (
        results.join(free.select("person_id"), on="person_id")
        .join(sizes, on="unit_id")
        .with_columns(group=pl.when(pl.col("graded_people") < below).then(pooled).otherwise("unit_id"))
        .with_columns(grade=pl.col("individual_grade").replace_strict({g: i for i, g in enumerate(quotas.grades)}))
    )


def test_better_score_is_never_graded_worse(cases: list[AdmittedCase]) -> None:
    pairs = 0
    for case in cases:
        if case.scheme.quotas is None:
            continue
        people = _competing(case, case.scheme.quotas).select("person_id", "group", "score", "grade")
        both = people.join(people, on="group", suffix="_other").filter(pl.col("score") > pl.col("score_other"))
        assert both.filter(pl.col("grade") > pl.col("grade_other")).is_empty(), case.seed
        pairs += both.height
    assert pairs > WANTED


def test_raised_score_is_never_graded_worse(cases: list[AdmittedCase]) -> None:
    raised = 0
    for case in cases:
        quotas = case.scheme.quotas
        graded = case.inputs.people.filter(pl.col("graded") == "yes")["person_id"].sort().to_list()
        if quotas is None or not graded:
            continue
        rng = Random(case.seed)
        person, step = rng.choice(graded), rng.choice((Decimal("0.0001"), Decimal(1), Decimal(10)))
        higher = pl.when(pl.col("person_id") == person).then(pl.col("score") + step).otherwise(pl.col("score"))
        people = case.inputs.people.with_columns(higher.cast(pl.Decimal(38, 4)).alias("score"))
        before = _grade(case.results, person, quotas)
        try:
            after = _grade(case.recalculated(replace(case.inputs, people=people)), person, quotas)
        except Refused:  # the new score ties at an edge or leaves a pool without weights
            continue
        assert after <= before, (case.seed, person)
        raised += 1
    assert raised > WANTED // 3


def _grade(results: chain.Results, person: str, quotas: Quotas) -> int:
    grade = results.person_results.filter(pl.col("person_id") == person)["individual_grade"].item()
    return quotas.grades.index(grade)


def test_same_coefficients_never_pay_a_higher_base_less(cases: list[AdmittedCase]) -> None:
    same = ("unit_id", "time_share", "individual_coefficient", "unit_coefficient")
    pairs = 0
    for case in cases:
        lines = case.results.pay_lines
        both = lines.join(lines, on=same, nulls_equal=True, suffix="_other").filter(
            pl.col("base_pay") > pl.col("base_pay_other")
        )
        assert both.filter(pl.col("amount") < pl.col("amount_other")).is_empty(), case.seed
        pairs += both.height
    assert pairs > WANTED // 2


def test_larger_pool_costs_nobody_more_than_a_cent(cases: list[AdmittedCase]) -> None:
    enlarged = 0
    for case in cases:
        if case.inputs.pools.is_empty():
            continue
        rng = Random(case.seed)
        for more in (CENT, CENT * rng.randint(2, 50), Decimal(1000)):
            pools = case.inputs.pools.with_columns((pl.col("amount") + more).cast(pl.Decimal(38, 2)))
            try:
                after = case.recalculated(replace(case.inputs, pools=pools)).pay_lines
            except Refused:  # a unit that got no money gets a cent and has no weights to give it to
                continue
            lost = (case.results.pay_lines["amount"] - after["amount"]).max()
            assert lost is None or lost <= CENT, (case.seed, more)
            enlarged += 1
    assert enlarged > WANTED // 2


def test_grading_inside_a_unit_moves_no_money_between_units(cases: list[AdmittedCase]) -> None:
    regraded = 0
    for case in cases:
        pool = case.scheme.linkage.pool
        if pool is None or pool.split != "unit_first":
            continue
        others = pl.col("score").shift(1).over("graded").fill_null(pl.col("score"))
        try:
            after = case.recalculated(replace(case.inputs, people=case.inputs.people.with_columns(others)))
        except Refused:  # somebody ties at an edge, or a unit has money and no weights
            continue
        assert _unit_money(after) == _unit_money(case.results), case.seed
        regraded += 1
    assert regraded > WANTED // 30


def _unit_money(results: chain.Results) -> dict[str, Decimal]:
    return dict(results.pay_lines.group_by("unit_id").agg(pl.col("amount").sum()).rows())

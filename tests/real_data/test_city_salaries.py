"""33,183 real salaries through the whole product: departments as units, unit scores invented from a seed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import polars as pl

from pay_linkage import run_cycle
from pay_linkage.runs import stored_run

FILE = "chicago_employees.csv"
SCHEME = """
scheme: city-salaries
title: {en: City salaries, zh: 城市薪资}
effective: {from: 2020-01-01}
categories:
  department:
    components: {service: {full_marks: 60}, finance: {full_marks: 40}}
    rating: {departments: [audit], coefficient: {step: 0.002}}
    grades: {shares: {A: 0.2, B: 0.4, C: 0.35, D: 0.05}, break_ties: [rating_total]}
quotas:
  grades: [excellent, competent, weak]
  absorbing: competent
  by_unit_grade:
    {A: {excellent: 0.25, competent: 0.75}, B: {excellent: 0.2, competent: 0.8},
     C: {excellent: 0.15, competent: 0.8, weak: 0.05}, D: {excellent: 0.1, competent: 0.8, weak: 0.1}}
  at_most: {excellent: 0.25}
  small_units: {below: 10}
linkage:
  mode: indirect
  time_share: {by: day}
  individual_coefficient: {from: grade, table: {excellent: 0.12, competent: 0.08, weak: 0.02, ungraded: 0}}
  pool: {mode: cap, scope: all}
pay_item: {code: BONUS, name: {en: Bonus, zh: 奖金}}
"""
POOL = Decimal("200000000.01")


def write_inputs(file: Path, folder: Path) -> None:
    """The salaries as they are written (``101,442.00``); hourly people's pay is rate × hours × 52."""
    rng = Random(20110630)
    raw = pl.read_csv(file, infer_schema=False).with_row_index("n", 1)
    number = {
        name: pl.col(name).str.replace_all(",", "").cast(pl.Decimal(38, 2)) for name in ("Typical Hours", "Hourly Rate")
    }
    hourly = (number["Typical Hours"] * number["Hourly Rate"] * 52).cast(pl.Decimal(38, 2)).cast(pl.String)
    people = raw.select(
        person_id=pl.concat_str(pl.lit("C"), pl.col("n").cast(pl.String).str.zfill(6)),
        person_name=pl.concat_str(pl.lit("employee "), pl.col("n")),
        role=pl.lit("staff"),
        base_pay=pl.coalesce("Annual Salary", hourly),
        graded=pl.lit("yes"),
        score=pl.Series([str(rng.randrange(6000, 10001) / Decimal(100)) for _ in range(raw.height)]),
        unit=pl.col("Department"),
    )
    people.drop("unit").write_csv(folder / "people.csv")
    people.select("person_id", unit_id="unit", start_date=pl.lit("2015-03-01")).write_csv(folder / "assignments.csv")
    departments = people["unit"].unique().sort()
    units = departments.alias("unit_id").to_frame()
    units.with_columns(unit_name="unit_id", category=pl.lit("department")).write_csv(folder / "units.csv")
    scores = [
        (unit, part, rng.randrange(20, full + 1))
        for unit in departments
        for part, full in (("service", 60), ("finance", 40))
    ]
    pl.DataFrame(scores, schema=["unit_id", "component", "score"], orient="row").write_csv(
        folder / "component_scores.csv"
    )
    ratings = [(unit, "audit", rng.randrange(50, 101)) for unit in departments]
    pl.DataFrame(ratings, schema=["unit_id", "department", "score"], orient="row").write_csv(folder / "ratings.csv")
    (folder / "pools.csv").write_text(f"scope_id,amount\nall,{POOL}\n")
    (folder / "scheme.yaml").write_text(SCHEME)


def test_33183_salaries_reach_payroll_and_close_to_the_cent(real_data: Path, tmp_path: Path) -> None:
    write_inputs(real_data / FILE, tmp_path)
    run = stored_run(run_cycle(tmp_path / "scheme.yaml", tmp_path, 2024, tmp_path / "store"))
    payroll = run.table("payroll")
    assert payroll.height == payroll["person_id"].n_unique() == 33_183
    assert run.manifest.control_totals.cents == payroll["amount"].to_physical().sum()
    exact = (
        run.table("pay_lines")
        .select((pl.col("base_pay").to_physical() * pl.col("individual_coefficient").to_physical()).sum())
        .item()
    )
    assert exact > POOL * 10**8, "the pool must bind for the test to say anything"
    assert payroll["amount"].sum() == POOL
    assert run.table("quotas")["breach"].null_count() == run.table("quotas").height

"""New York City's school progress reports 2010-11 as inputs: schools as units, their levels as categories."""

from __future__ import annotations

from pathlib import Path

import polars as pl

LEVELS = ("Elementary", "K-8", "Middle")
SCHEME = """
scheme: nyc-school-progress-2010
title: {en: School progress reports 2010-11, zh: 学校进步报告 2010-11}
effective: {from: 2010-01-01, to: 2011-12-31}
score_decimals: 1
categories: {LEVELS}
events: {additional_credit: {kind: bonus}}
linkage:
  mode: indirect
  time_share: {by: month}
  individual_coefficient: {from: score, divide_by: 100, ungraded: 0}
pay_item: {code: NONE, name: {en: none, zh: 无}}
"""
GRADES = "{shares: {A: 0.25, B: 0.35, C: 0.30, D: 0.07, F: 0.03}, places: cumulative_up, ties: better}"
PARTS = {"environment": "ENVIRONMENT", "performance": "PERFORMANCE", "progress": "PROGRESS"}


def scheme(components: tuple[str, ...]) -> bytes:
    """The published curve for every level, over these components."""
    listed = ", ".join(f"{name}: {{full_marks: 120}}" for name in components)
    category = f"{{components: {{{listed}}}, grades: {GRADES}}}"
    levels = ", ".join(f"{level}: {category}" for level in LEVELS)
    return SCHEME.replace("{LEVELS}", f"{{{levels}}}").encode()


def graded_schools(file: Path) -> pl.DataFrame:
    """The schools of type EMS that were graded, cells stripped: unit_id, category, grade, overall, parts, credit."""
    raw = pl.read_csv(file, infer_schema=False)
    named = raw.select(
        pl.col("DBN").alias("unit_id"),
        pl.col("SCHOOL").alias("unit_name"),
        pl.col("SCHOOL LEVEL*").alias("category"),
        pl.col("PROGRESS REPORT TYPE").alias("type"),
        pl.col("2010-2011 OVERALL GRADE").alias("published"),
        pl.col("2010-2011 OVERALL SCORE").alias("overall"),
        pl.col("2010-2011 ADDITIONAL CREDIT").alias("credit"),
        *(pl.col(f"2010-2011 {heading} CATEGORY SCORE").alias(name) for name, heading in PARTS.items()),
    )
    stripped = named.with_columns(pl.all().str.strip_chars())
    return stripped.filter((pl.col("type") == "EMS") & pl.col("published").is_not_null() & (pl.col("published") != ""))


def write_inputs(schools: pl.DataFrame, components: dict[str, str], folder: Path) -> None:
    """Input tables of the schools: ``components`` maps each component to the column that holds its score."""
    schools.select("unit_id", "unit_name", "category").write_csv(folder / "units.csv")
    scores = [schools.select("unit_id", component=pl.lit(name), score=column) for name, column in components.items()]
    pl.concat(scores).write_csv(folder / "component_scores.csv")
    (folder / "people.csv").write_text("person_id,person_name,role,base_pay,graded\n")
    (folder / "assignments.csv").write_text("person_id,unit_id,start_date\n")


def write_credit(schools: pl.DataFrame, folder: Path) -> None:
    """The additional credit as bonus events."""
    schools.with_row_index("event_id").select(
        "event_id",
        "unit_id",
        code=pl.lit("additional_credit"),
        points="credit",
        occurred_on=pl.lit("2011-06-30"),
        document=pl.lit("progress report"),
    ).write_csv(folder / "events.csv")

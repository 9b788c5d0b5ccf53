"""New York City's school progress reports 2010-11 as inputs by a mapping: schools as units, levels as categories."""

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


ROWS = """
    file: schools.csv
    only: {PROGRESS REPORT TYPE: [EMS]}
    filled: [2010-2011 OVERALL GRADE]"""
MAPPING = f"""
mapping: school-progress
tables:
  units:{ROWS}
    columns: {{unit_id: DBN, unit_name: SCHOOL, category: SCHOOL LEVEL*}}
  component_scores:{ROWS}
    columns: {{unit_id: DBN}}
    spread:
      into: component
      value: score
      headings: {{COMPONENTS}}
  people: {{file: people.csv, columns: {{person_id: id, person_name: name, role: role, base_pay: pay, graded: graded}}}}
  assignments: {{file: people.csv, columns: {{person_id: id, unit_id: unit, start_date: start}}}}
"""
CREDIT = f"""
  events:{ROWS}
    columns:
      event_id: {{numbered: E}}
      unit_id: DBN
      code: {{constant: additional_credit}}
      points: 2010-2011 ADDITIONAL CREDIT
      occurred_on: {{constant: 2011-06-30}}
      document: {{constant: progress report}}
"""


def write_inputs(file: Path, components: tuple[str, ...], folder: Path, *, credit: bool) -> None:
    """The published file as it is, a list of nobody, and the mapping of both: each component's score is the published
    one of that name, and the additional credit is a bonus event if asked for.
    """
    (folder / "in").mkdir()
    (folder / "in" / "schools.csv").write_bytes(file.read_bytes())
    (folder / "in" / "people.csv").write_text("id,name,role,pay,graded,unit,start\n")
    headings = {
        f"2010-2011 {PARTS[name]} CATEGORY SCORE" if name in PARTS else "2010-2011 OVERALL SCORE": name
        for name in components
    }
    listed = ", ".join(f"{heading}: {name}" for heading, name in headings.items())
    mapping = MAPPING.replace("{COMPONENTS}", f"{{{listed}}}") + (CREDIT if credit else "")
    (folder / "mapping.yaml").write_text(mapping)
    (folder / "scheme.yaml").write_bytes(scheme(components))

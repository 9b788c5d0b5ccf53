"""The large sample's year end in bare Polars with floats: ``python polars_float.py IN OUT``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import polars as pl

VALUES = {"excellent": 100.0, "good": 80.0, "fair": 60.0, "poor": 0.0}
WEIGHTS = {"leaders": 0.3, "grassroots": 0.3, "townships": 0.4, "communities": 0.3}
DEDUCTIONS = ["discipline_violation", "conduct_violation", "circulated_criticism"]
DAYS = [date(2018, month, 15) for month in range(1, 13)]
NUMBER = pl.Float64


def read(source: Path, table: str) -> pl.DataFrame:
    """A table as text."""
    file = next(source.glob(f"{table}.*"))
    frame = pl.read_csv(file, infer_schema=False) if file.suffix == ".csv" else pl.read_parquet(file)
    return frame.with_columns(pl.all().cast(pl.String))


def unit_results(source: Path) -> pl.DataFrame:
    """Scores, ranks and grades of the units."""
    votes = read(source, "ballots").with_columns(
        pl.col("votes").cast(NUMBER), value=pl.col("option").replace_strict(VALUES, return_dtype=NUMBER)
    )
    democratic = pl.col("component") == "democratic_evaluation"
    last_group = pl.when(democratic).then(0.4).otherwise(0.3)
    ballots = (
        votes.group_by("unit_id", "component", "voter_group")
        .agg(mean=(pl.col("value") * pl.col("votes")).sum() / pl.col("votes").sum())
        .with_columns(
            weight=pl.coalesce(
                pl.col("voter_group").replace_strict(WEIGHTS, default=None, return_dtype=NUMBER), last_group
            )
        )
        .group_by("unit_id", "component")
        .agg((pl.col("mean") * pl.col("weight")).sum())
        .select("unit_id", score=(pl.col("mean") * pl.when(democratic).then(0.1).otherwise(0.15)).round(4))
    )
    scores = pl.concat([read(source, "component_scores").select("unit_id", pl.col("score").cast(NUMBER)), ballots])
    rated = read(source, "ratings").group_by("unit_id").agg(rating_total=pl.col("score").cast(NUMBER).sum())
    won = read(source, "contests").group_by("contest", "unit_id").agg(pl.col("points").cast(NUMBER).sum())
    place = pl.col("points").rank("min", descending=True).over("contest")
    won = won.select("unit_id", code="contest", points=pl.when(place <= 3).then(4.0 - place).otherwise(0.0))
    events = read(source, "events").select("unit_id", "code", points=pl.lit(1.0))
    deducted, vetoed = pl.col("code").is_in(DEDUCTIONS), pl.col("code").str.starts_with("veto")
    points = (
        pl.concat([events, won])
        .group_by("unit_id")
        .agg(
            adjustment=pl.when(vetoed)
            .then(0.0)
            .when(deducted)
            .then(-pl.col("points"))
            .otherwise(pl.col("points"))
            .sum(),
            barred=vetoed.any(),
        )
    )
    units = read(source, "units").join(scores.group_by("unit_id").agg(base_score=pl.col("score").sum()), on="unit_id")
    units = units.join(rated, on="unit_id").join(points, on="unit_id", how="left")
    rank = pl.col("rating_total").rank("average", descending=True).over("category")
    step = pl.when(pl.col("category") == "township").then(0.00018).otherwise(0.00007)
    units = units.with_columns(
        coefficient=1 + step * ((pl.len().over("category") + 1) / 2 - rank),
        adjustment=pl.col("adjustment").fill_null(0),
    )
    units = units.with_columns(
        final_score=(pl.col("base_score") * pl.col("coefficient") + pl.col("adjustment")).round(4)
    )
    share = pl.col("final_score").rank("min", descending=True).over("category") / pl.len().over("category")
    grade = (
        pl.when((share <= 0.2) & ~pl.col("barred").fill_null(value=False))
        .then(pl.lit("A"))
        .when(share <= 0.6)
        .then(pl.lit("B"))
    )
    return units.with_columns(grade=grade.when(share <= 0.95).then(pl.lit("C")).otherwise(pl.lit("D")))


def person_results(people: pl.DataFrame, spells: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Last unit, individual grade and coefficient."""
    last = spells.sort("start_date").group_by("person_id").agg(pl.col("unit_id").last())
    persons = people.join(last, on="person_id").join(units.select("unit_id", "grade"), on="unit_id")
    competes = (pl.col("graded") == "yes") & (pl.col("role") != "head")
    persons = persons.with_columns(
        competes=competes, score=pl.col("score").cast(NUMBER), base_pay=pl.col("base_pay").cast(NUMBER)
    )
    n, place = (
        pl.col("competes").sum().over("unit_id"),
        pl.col("score").rank("min", descending=True).over("unit_id", "competes"),
    )
    best = pl.col("grade").replace_strict({"A": 0.25, "B": 0.2, "C": 0.15, "D": 0.1}, return_dtype=NUMBER)
    worst = pl.col("grade").replace_strict({"A": 0.0, "B": 0.0, "C": 0.03, "D": 0.1}, return_dtype=NUMBER)
    head = pl.col("grade").replace_strict({"A": "excellent", "D": "incompetent"}, default="competent")
    grade = (
        pl.when(pl.col("graded") == "no").then(pl.lit("ungraded")).when(pl.col("role") == "head").then(head)
        .when(place <= (n * best).floor()).then(pl.lit("excellent"))
        .when(place > n - (n * worst).floor()).then(pl.lit("basically_competent")).otherwise(pl.lit("competent"))
    )  # fmt: skip
    factors = {"excellent": 1.2, "competent": 1.0, "basically_competent": 0.6}
    persons = persons.with_columns(individual_grade=grade)
    return persons.with_columns(
        factor=pl.col("individual_grade").replace_strict(factors, default=0.0, return_dtype=NUMBER)
    )


def pay_lines(persons: pl.DataFrame, spells: pl.DataFrame, pools: pl.DataFrame) -> pl.DataFrame:
    """Pay of each assignment, scaled down where its unit's pool is exceeded."""
    end = pl.col("end_date").fill_null(date(2018, 12, 31))
    months = pl.sum_horizontal(((pl.col("start_date") <= day) & (end >= day)).cast(NUMBER) for day in DAYS)
    lines = spells.join(persons.select("person_id", "base_pay", "factor"), on="person_id").with_columns(
        time_share=months / 12
    )
    lines = lines.with_columns(pay=pl.col("base_pay") * pl.col("time_share") * pl.col("factor"))
    pool = pools.select(unit_id="scope_id", pool=pl.col("amount").cast(NUMBER))
    scale = pl.min_horizontal(pl.col("pool") / pl.col("pay").sum().over("unit_id"), 1.0)
    return lines.join(pool, on="unit_id", how="left").with_columns(amount=(pl.col("pay") * scale).round(2))


def main(source: Path, out: Path) -> None:
    """Read, calculate, write payroll.csv and five Parquet files."""
    out.mkdir(parents=True, exist_ok=True)
    spells = read(source, "assignments").with_columns(pl.col("start_date", "end_date").str.to_date())
    ends = pl.col("end_date").fill_null(date(2018, 12, 31))
    spells = spells.filter((pl.col("start_date") <= date(2018, 12, 31)) & (ends >= date(2018, 1, 1)))
    units = unit_results(source)
    persons = person_results(read(source, "people"), spells, units)
    lines = pay_lines(persons, spells, read(source, "pools"))
    payroll = lines.group_by("person_id").agg(pl.col("amount").sum()).sort("person_id")
    units.write_parquet(out / "unit_results.parquet")
    persons.select("person_id", "unit_id", "score", "individual_grade", "factor").write_parquet(
        out / "person_results.parquet"
    )
    lines.write_parquet(out / "pay_lines.parquet")
    payroll.write_parquet(out / "payroll.parquet")
    persons.group_by("unit_id", "individual_grade").len().write_parquet(out / "quotas.parquet")
    named = persons.select("person_id", "person_name", "id_type", "id_number", "unit_id")
    payroll.join(named, on="person_id").join(units.select("unit_id", "unit_name"), on="unit_id").write_csv(
        out / "payroll.csv"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

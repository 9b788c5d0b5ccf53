"""The large sample's year end in pandas with floats: ``python pandas_float.py IN OUT``."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

VALUES = {"excellent": 100.0, "good": 80.0, "fair": 60.0, "poor": 0.0}
WEIGHTS = {"leaders": 0.3, "grassroots": 0.3, "townships": 0.4, "communities": 0.3, "public": 0.3}
DEDUCTIONS = ["discipline_violation", "conduct_violation", "circulated_criticism"]


def read(source: Path, table: str) -> pd.DataFrame:
    """A table as text."""
    file = next(source.glob(f"{table}.*"))
    if file.suffix == ".csv":
        return pd.read_csv(file, dtype=str, keep_default_na=False)
    return duckdb.read_parquet(str(file)).df().astype(str)  # pandas' own reader takes a library that is not here


def unit_results(source: Path) -> pd.DataFrame:
    """Scores, ranks and grades of the units."""
    votes = read(source, "ballots")
    votes["votes"] = votes["votes"].astype(float)
    votes["points"] = votes["option"].map(VALUES) * votes["votes"]
    means = votes.groupby(["unit_id", "component", "voter_group"], as_index=False)[["points", "votes"]].sum()
    weight = means["voter_group"].map(WEIGHTS)
    democratic = means["component"] == "democratic_evaluation"
    weight = weight.where(~(democratic & (means["voter_group"] == "public")), 0.4)
    means["score"] = means["points"] / means["votes"] * weight * np.where(democratic, 0.1, 0.15)
    ballots = means.groupby("unit_id")["score"].sum().round(4)
    given = (
        read(source, "component_scores")
        .assign(score=lambda t: t["score"].astype(float))
        .groupby("unit_id")["score"]
        .sum()
    )
    rated = read(source, "ratings").assign(score=lambda t: t["score"].astype(float)).groupby("unit_id")["score"].sum()
    won = read(source, "contests").assign(points=lambda t: t["points"].astype(float))
    won = won.groupby(["contest", "unit_id"], as_index=False)["points"].sum()
    place = won.groupby("contest")["points"].rank("min", ascending=False)
    won["points"] = np.where(place <= 3, 4 - place, 0)
    events = read(source, "events")
    signs = np.where(events["code"].isin(DEDUCTIONS), -1.0, np.where(events["code"].str.startswith("veto"), 0.0, 1.0))
    adjustment = (
        won.groupby("unit_id")["points"].sum().add(pd.Series(signs).groupby(events["unit_id"]).sum(), fill_value=0)
    )
    units = read(source, "units").set_index("unit_id")
    units["base_score"] = given.add(ballots, fill_value=0)
    units["rating_total"], units["adjustment"] = rated, adjustment.reindex(units.index).fillna(0)
    units["barred"] = units.index.isin(events.loc[events["code"].str.startswith("veto"), "unit_id"])
    by, n = units.groupby("category"), units.groupby("category")["category"].transform("size")
    step = np.where(units["category"] == "township", 0.00018, 0.00007)
    units["coefficient"] = 1 + step * ((n + 1) / 2 - by["rating_total"].rank("average", ascending=False))
    units["final_score"] = (units["base_score"] * units["coefficient"] + units["adjustment"]).round(4)
    share = units.groupby("category")["final_score"].rank("min", ascending=False) / n
    grades = np.select([(share <= 0.2) & ~units["barred"], share <= 0.6, share <= 0.95], ["A", "B", "C"], "D")
    return units.assign(grade=grades).reset_index()


def person_results(people: pd.DataFrame, spells: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Last unit, individual grade and coefficient."""
    last = spells.sort_values("start_date").groupby("person_id", as_index=False)["unit_id"].last()
    persons = people.merge(last, on="person_id").merge(units[["unit_id", "grade"]], on="unit_id")
    persons["score"] = pd.to_numeric(persons["score"], errors="coerce")
    persons["base_pay"] = persons["base_pay"].astype(float)
    persons["competes"] = (persons["graded"] == "yes") & (persons["role"] != "head")
    n = persons.groupby("unit_id")["competes"].transform("sum")
    place = persons.groupby(["unit_id", "competes"])["score"].rank("min", ascending=False)
    best = np.floor(n * persons["grade"].map({"A": 0.25, "B": 0.2, "C": 0.15, "D": 0.1}))
    worst = np.floor(n * persons["grade"].map({"A": 0.0, "B": 0.0, "C": 0.03, "D": 0.1}))
    head = persons["grade"].map({"A": "excellent", "D": "incompetent"}).fillna("competent")
    tests = [persons["graded"] == "no", persons["role"] == "head", place <= best, place > n - worst]
    persons["individual_grade"] = np.select(tests, ["ungraded", head, "excellent", "basically_competent"], "competent")
    factors = {"excellent": 1.2, "competent": 1.0, "basically_competent": 0.6}
    persons["factor"] = persons["individual_grade"].map(factors).fillna(0.0)
    return persons


def pay_lines(persons: pd.DataFrame, spells: pd.DataFrame, pools: pd.DataFrame) -> pd.DataFrame:
    """Pay of each assignment, scaled down where its unit's pool is exceeded."""
    lines = spells.merge(persons[["person_id", "base_pay", "factor"]], on="person_id")
    end = lines["end_date"].fillna(pd.Timestamp(2018, 12, 31))
    days = [pd.Timestamp(2018, month, 15) for month in range(1, 13)]
    lines["time_share"] = sum(((lines["start_date"] <= day) & (end >= day)).astype(float) for day in days) / 12
    lines["pay"] = lines["base_pay"] * lines["time_share"] * lines["factor"]
    pool = lines["unit_id"].map(pools.set_index("scope_id")["amount"].astype(float))
    scale = np.minimum((pool / lines.groupby("unit_id")["pay"].transform("sum")).fillna(1.0), 1.0)
    return lines.assign(amount=(lines["pay"] * scale).round(2))


def main(source: Path, out: Path) -> None:
    """Read, calculate, write payroll.csv and five Parquet files."""
    out.mkdir(parents=True, exist_ok=True)
    spells = read(source, "assignments")
    for column in ("start_date", "end_date"):
        spells[column] = pd.to_datetime(spells[column], errors="coerce")
    late = spells["end_date"].isna() | (spells["end_date"] >= pd.Timestamp(2018, 1, 1))
    spells = spells[(spells["start_date"] <= pd.Timestamp(2018, 12, 31)) & late]
    units = unit_results(source)
    persons = person_results(read(source, "people"), spells, units)
    lines = pay_lines(persons, spells, read(source, "pools"))
    payroll = lines.groupby("person_id", as_index=False)["amount"].sum()
    units.to_csv(out / "unit_results.csv", index=False)
    persons[["person_id", "unit_id", "score", "individual_grade", "factor"]].to_csv(
        out / "person_results.csv", index=False
    )
    lines.to_csv(out / "pay_lines.csv", index=False)
    persons.groupby(["unit_id", "individual_grade"]).size().to_csv(out / "quotas.csv")
    named = persons[["person_id", "person_name", "id_type", "id_number", "unit_id"]].merge(
        units[["unit_id", "unit_name"]], on="unit_id"
    )
    payroll.merge(named, on="person_id").to_csv(out / "payroll.csv", index=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""The floor: read the input files, write files like the run's, do nothing between: ``python floor.py IN OUT``."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl


def read(source: Path, table: str) -> pl.DataFrame:
    """A table as text, as it stands in its file."""
    file = next(source.glob(f"{table}.*"))
    return pl.read_csv(file, infer_schema=False) if file.suffix == ".csv" else pl.read_parquet(file)


def main(source: Path, out: Path) -> None:
    """Read every table; write the inputs, four tables of the size of the results, and payroll.csv."""
    out.mkdir(parents=True, exist_ok=True)
    tables = {
        file.stem: read(source, file.stem) for file in sorted(source.glob("*.*")) if file.suffix in {".csv", ".parquet"}
    }
    for name, frame in tables.items():
        frame.write_parquet(out / f"input-{name}.parquet")
    people, assignments = tables["people"], tables["assignments"]
    people.select("person_id", "id_number", "score", "graded", "base_pay").write_parquet(out / "person_results.parquet")
    assignments.with_columns(base_pay=pl.lit("1"), coefficient=pl.lit("1"), amount=pl.col("person_id")).write_parquet(
        out / "pay_lines.parquet"
    )
    people.select("person_id", "base_pay").write_parquet(out / "payroll.parquet")
    tables["units"].write_parquet(out / "unit_results.parquet")
    people.select(
        "person_id", "person_name", "id_type", "id_number", unit_id="role", unit_name="graded",
        pay_item=pl.lit("PERF-YE"), held=pl.lit("0.00"), amount="base_pay",
    ).write_csv(out / "payroll.csv")  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

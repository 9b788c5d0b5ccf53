"""The large sample's year end as one bare DuckDB query in floats: ``python duckdb_query.py IN OUT``."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

TABLES = ("units", "component_scores", "ratings", "events", "contests", "ballots", "people", "assignments", "pools")
RESULTS = ("unit_results", "person_results", "pay_lines", "payroll", "quotas")


def main(source: Path, out: Path) -> None:
    """Read the tables (CSV or Parquet), run the query, write payroll.csv and five Parquet files."""
    out.mkdir(parents=True, exist_ok=True)
    database = duckdb.connect()
    for table in TABLES:
        file = next(source.glob(f"{table}.*"))
        read = f"read_csv('{file}', all_varchar=true)" if file.suffix == ".csv" else f"read_parquet('{file}')"
        database.execute(f"CREATE TABLE {table} AS SELECT * FROM {read}")
    database.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    for table in RESULTS:
        database.execute(f"COPY {table} TO '{out / table}.parquet' (FORMAT parquet)")
    database.execute(f"COPY payroll_file TO '{out / 'payroll.csv'}' (HEADER)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

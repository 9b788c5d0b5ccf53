"""A sample as a folder of CSV files: UTF-8 without BOM, English column names, one line feed at each end."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from sample_data.generator.table_rows import Row, Tables, given_tables, written_columns


def csv_text(columns: tuple[str, ...], rows: list[Row]) -> str:
    """The rows as CSV with a header; a column that a row lacks is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text.getvalue()


def write_csv_folder(tables: Tables, folder: Path) -> None:
    """Write every table that has rows; table files of an earlier time are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.csv"):
        old.unlink()
    for table, rows in given_tables(tables):
        text = csv_text(written_columns(table, rows), rows)
        (folder / f"{table.name}.csv").write_bytes(text.encode())

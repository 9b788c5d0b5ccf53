"""One table out of one file, whatever kind of file it is: for tables that are handed in on their own."""

from __future__ import annotations

from pathlib import Path

from contracts.input_table import InputTable
from contracts.problem import Problem
from contracts.table import Table
from pay_linkage.intake.confined_tables import confined_tables
from pay_linkage.intake.csv_file import csv_table
from pay_linkage.intake.parquet_file import parquet_table
from pay_linkage.intake.raw_table import RawTable
from pay_linkage.intake.regular_file import file_bytes, file_name, is_link, is_plain_file
from pay_linkage.intake.typed_table import typed_table
from pay_linkage.intake.workbook import workbook_table

FILES = {".csv": csv_table, ".parquet": parquet_table}
"""Ending → reader; whatever ends otherwise is taken for a workbook, and refused where it is none."""


def read_table(path: str | Path, table: Table) -> tuple[InputTable | None, list[Problem]]:
    """The table in the CSV or Parquet file or workbook at ``path``, None where there is none, and all its problems.

    Workbooks and Parquet files are read in a process of bounded memory and time.
    """
    path = Path(path)
    if path.suffix.lower() == ".csv" or is_link(path) or not is_plain_file(path):
        return table_in(path, table)
    tables, problems = confined_tables(path, table.name)
    return tables.get(table.name), problems


def table_in(path: Path, table: Table) -> tuple[InputTable | None, list[Problem]]:
    """As ``read_table``, but in this process, without bounds."""
    raw, problems = _raw_tables(path, table)
    if not raw:
        return None, problems
    typed, unread = typed_table(raw[0])
    return typed, [*problems, *unread]


def _raw_tables(path: Path, table: Table) -> tuple[list[RawTable], list[Problem]]:
    reader = FILES.get(path.suffix.lower())
    if reader is None:
        return workbook_table(path, table)
    data = file_bytes(path)
    if isinstance(data, Problem):
        return [], [data]
    found, problems = reader(file_name(path), data, table)
    return [found] if found else [], problems

"""What runs in the process that reads hostile files: hold itself to the limits, read, hand over."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import polars as pl

from contracts.tables import READ_TABLES
from pay_linkage.intake.confinement import OUT_OF_MEMORY, READING, Found
from pay_linkage.intake.handover import write_tables
from pay_linkage.intake.inputs import tables_of
from pay_linkage.intake.limits import limits_of
from pay_linkage.intake.one_table import table_in


def main() -> None:
    """Read the input that the arguments name (folder for the results, path, size, table) and leave at once."""
    folder, path, size, table = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    os.umask(0o077)
    _start_threads()
    limits_of(size).impose()
    try:
        tables, problems = _found(folder, path, table)
        write_tables(folder, tables, problems)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    os._exit(0)


def _start_threads() -> None:
    """Let the threads of polars take their stacks now, since what is taken later counts against the limit."""
    pl.DataFrame({"a": [1, 2]}).lazy().group_by("a").len().collect()


def _found(folder: Path, path: Path, table: str) -> Found:
    if not table:
        return tables_of(path, lambda name: (folder / READING).write_text(name, encoding="utf-8"))
    found, problems = table_in(path, READ_TABLES[table])
    return ({table: found} if found else {}), problems

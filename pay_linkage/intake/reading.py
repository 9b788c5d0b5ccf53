"""Reading as it is done in the process of bounded memory and time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from contracts.tables import READ_TABLES
from pay_linkage.intake.handover import write_tables
from pay_linkage.intake.inputs import tables_of
from pay_linkage.intake.one_table import table_in


def read_wanted(wanted: tuple[Path, str | None], output: BinaryIO, tell: Callable[[str], None]) -> None:
    """Write the tables and problems of the input at a path, or of the one table of that name there."""
    path, table = wanted
    if table is None:
        write_tables(output, *tables_of(path, tell))
        return
    found, problems = table_in(path, READ_TABLES[table])
    write_tables(output, {table: found} if found else {}, problems)

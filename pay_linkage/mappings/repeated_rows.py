"""How many rows each code has in a sheet, where all have the same number."""

from __future__ import annotations

from pathlib import Path

from contracts.tables import INPUT_TABLES
from pay_linkage.mappings.chosen_rows import CODE, plain_texts
from pay_linkage.mappings.header_rows import FirstAndLast
from pay_linkage.mappings.house_files import HouseFiles
from pay_linkage.mappings.mapping import Rows
from pay_linkage.mappings.seen_sheet import SeenSheet


def rows_each(path: Path, sheet: SeenSheet, heading: str) -> int | None:
    """The number of rows of each code below the heading, or None where it differs or cannot be told."""
    file = sheet.file if path.is_dir() else None
    rows = Rows(file=file, sheet=sheet.sheet, header=FirstAndLast(*sheet.rows))
    found, _ = HouseFiles(path).table(rows, (heading,), (heading,), "people")
    if found is None:
        return None
    counts = set(plain_texts(found, heading, CODE, INPUT_TABLES["people"])[0].drop_nulls().value_counts()["count"])
    return counts.pop() if len(counts) == 1 else None

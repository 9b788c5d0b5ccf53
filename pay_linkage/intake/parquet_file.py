"""One table out of a Parquet file, its typed columns taken as the text of their exact values."""

from __future__ import annotations

import io

import polars as pl

from contracts.input_table import ROW, Origin
from contracts.problem import Place, Problem
from contracts.table import Table
from pay_linkage.intake.headings import columns_of
from pay_linkage.intake.raw_table import RawTable
from pay_linkage.intake.table_area import Header, header_problems


def parquet_table(name: str, data: bytes, table: Table) -> tuple[RawTable | None, list[Problem]]:
    """The table in the bytes of file ``name``, and every problem of its form; None where nothing can be read.

    ``_row`` is the row's position, from 1. Numbers, days and text are taken; other types are refused.
    """
    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError):
        return None, [Problem("parquet_not_readable", Place(name), table.name)]
    return _raw(name, frame, table)


def _raw(name: str, frame: pl.DataFrame, table: Table) -> tuple[RawTable, list[Problem]]:
    header = Header(0, tuple(frame.columns), tuple(columns_of(frame.columns, table)))
    problems = header_problems(header, table, Place(name))
    used = {column: frame.columns[i] for i, column in enumerate(header.columns) if column}
    cells = frame.with_row_index(ROW, 1).select(
        *(pl.col(heading).cast(pl.String).alias(column) for column, heading in used.items()),
        pl.col(ROW).cast(pl.Int64),
    )
    return RawTable(table, Origin(name), cells), problems

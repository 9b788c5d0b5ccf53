"""One table out of a Parquet file, its typed columns taken as the text of their exact values."""

from __future__ import annotations

import io

import polars as pl

from contracts.column import Column
from contracts.columns import COLUMNS
from contracts.input_table import ROW, Origin
from contracts.problem import Place, Problem
from contracts.table import Table
from pay_linkage.confinement import earn
from pay_linkage.intake.cell_text import code_digits
from pay_linkage.intake.header_problems import header_missing, header_problems
from pay_linkage.intake.raw_table import Fault, RawTable, trimmed
from pay_linkage.intake.table_area import single_header

MOST_ROWS = 20_000_000
"""How many rows a table may have; a small Parquet file can claim any number."""


def parquet_table(name: str, data: bytes, table: Table) -> tuple[RawTable | None, list[Problem]]:
    """The table in the bytes of file ``name``, and every problem of its form; None where nothing can be read.

    ``_row`` is the row's position, from 1. Text, whole numbers, decimals, floats and days are read; a column of another
    type is refused. Columns that no heading names are not looked at.
    """
    try:
        names = list(pl.read_parquet_schema(io.BytesIO(data)))
        header = single_header(names, table)
        if not header.recognised:
            return None, [header_missing([header.headings], table, Place(name))]
        rows = pl.scan_parquet(io.BytesIO(data)).select(pl.len()).collect().item()
        if rows > MOST_ROWS:
            return None, [Problem("file_too_long", Place(name), table.name, facts={"limit": f"{MOST_ROWS:,}"})]
        used = {column: names[at] for column, at in header.used.items()}
        earn(0, rows * len(used))
        frame = pl.read_parquet(io.BytesIO(data), columns=list(used.values()))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        return None, [Problem("parquet_not_readable", Place(name), table.name)]
    problems = header_problems(header, table, Place(name))
    return _raw_table(name, frame, used, table, problems), problems


def _raw_table(name: str, frame: pl.DataFrame, used: dict[str, str], table: Table, problems: list[Problem]) -> RawTable:
    """The recognised columns as text; ``problems`` grows by each whose type is not read."""
    frame = frame.with_row_index(ROW, 1).filter(pl.any_horizontal(_is_filled(frame[name]) for name in frame.columns))
    cells = {ROW: frame[ROW].cast(pl.Int64)}
    faults: dict[str, dict[int, Fault]] = {}
    for column, heading in used.items():
        if _is_readable(frame[heading].dtype, COLUMNS[column]):
            cells[column], faults[column] = _text(frame[heading], COLUMNS[column])
        else:
            facts = {"type": str(frame[heading].dtype)}
            problems.append(Problem("parquet_type_unreadable", Place(name), table.name, column, facts=facts))
    return RawTable(table, Origin(name), pl.DataFrame(cells).with_columns(trimmed(pl.exclude(ROW))), faults)


def _is_filled(values: pl.Series) -> pl.Expr:
    cell = pl.col(values.name)
    return trimmed(cell).is_not_null() if values.dtype == pl.String else cell.is_not_null()


def _is_readable(dtype: pl.DataType, column: Column) -> bool:
    if dtype == pl.Date or dtype == pl.Datetime(time_zone=None):
        return column.kind != "code"
    return dtype.is_numeric() or dtype in (pl.String, pl.Categorical, pl.Enum, pl.Null)


def _text(values: pl.Series, column: Column) -> tuple[pl.Series, dict[int, Fault]]:
    """The values as text, floats as their shortest decimals; in columns of codes floats have to be whole."""
    if not values.dtype.is_float() or column.kind != "code":
        return values.cast(pl.String), {}
    digits = [None if value is None else code_digits(value) for value in values]
    faults = {at: digit for at, digit in enumerate(digits) if isinstance(digit, Fault)}
    return pl.Series([None if isinstance(digit, Fault) else digit for digit in digits], dtype=pl.String), faults

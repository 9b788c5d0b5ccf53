"""A table after its corrections: cells changed, rows deleted, rows added behind the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from contracts.columns import COLUMNS
from contracts.input_table import ROW, InputTable, Origin
from contracts.table import Table, dtype
from pay_linkage.corrections.checked import Checked
from pay_linkage.corrections.keys import key_parts
from pay_linkage.corrections.line import Line
from pay_linkage.intake import values


def applied(table: InputTable, lines: Sequence[Line], of: Checked) -> InputTable:
    """The table after the lines that speak of it; rows keep their number, new ones get the numbers after the last."""
    frame = table.frame
    for column in {line.column.name: None for line in lines if line.action == "change" and line.column}:
        frame = _changed(frame, column, [line for line in lines if line.column and line.column.name == column], of)
    gone = [of.rows[line.number][ROW] for line in lines if line.action == "delete"]
    kept = frame.filter(~pl.col(ROW).is_in(gone)) if gone else frame
    added = new_rows(table, lines)
    return InputTable(table.table, pl.concat([kept, _added(frame, added, of)]) if added else kept, table.origin)


def new_rows(table: InputTable, lines: Sequence[Line]) -> dict[int, list[Line]]:
    """The number of each new row, after the last one of the table before, and its lines."""
    last = int(str(table.frame[ROW].max() or 0))
    by_key: dict[str, list[Line]] = {}
    for line in lines:
        if line.action == "add":
            by_key.setdefault(line.key, []).append(line)
    return dict(enumerate(by_key.values(), start=last + 1))


def empty_table(table: Table, file: str) -> InputTable:
    """A table that was not handed in, to which a corrections file adds rows."""
    return InputTable(table, pl.DataFrame(schema={**table.dtypes, ROW: pl.Int64()}), Origin(file))


def _changed(frame: pl.DataFrame, column: str, lines: Sequence[Line], of: Checked) -> pl.DataFrame:
    changes = [line for line in lines if line.action == "change"]
    rows = pl.Series([of.rows[line.number][ROW] for line in changes], dtype=pl.Int64)
    new = pl.Series([of.new[line.number] for line in changes], dtype=dtype(COLUMNS[column]))
    value = pl.col(ROW).replace_strict(rows, new, default=None)
    return frame.with_columns(pl.when(pl.col(ROW).is_in(rows.implode())).then(value).otherwise(column).alias(column))


def _added(frame: pl.DataFrame, rows: Mapping[int, Sequence[Line]], of: Checked) -> pl.DataFrame:
    """The new rows with the columns of ``frame``; columns without a line are empty."""
    cells = [
        {
            ROW: number,
            **_key_cells(lines[0]),
            **{line.column.name: of.new[line.number] for line in lines if line.column},
        }
        for number, lines in rows.items()
    ]
    return pl.DataFrame([{name: row.get(name) for name in frame.columns} for row in cells], schema=frame.schema)


def _key_cells(line: Line) -> dict[str, object]:
    """The key columns of a new row, read from its key."""
    parts = key_parts(line.table, line.key) or {}
    return {name: values(pl.Series([text]), COLUMNS[name]).item() for name, text in parts.items()}

"""The pandera schema of a table: types, filled cells, and the row rules as named checks.

Belongs here: the translation of a ``Table`` and which of its rules a frame breaks. Stays out: where the breaking rows
stand (``contracts.gate``, ``contracts.result_gate``).

pandera is imported when a frame is checked and not before, and without pandas (``contracts.polars_only``). Its checks
are told to keep no failing cell, so that its exceptions' texts hold no data of people; they end here all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from contracts.column import Column
from contracts.polars_only import polars_only
from contracts.row_rules import row_rules
from contracts.table import RowRule, Table, dtype

if TYPE_CHECKING:
    from pandera.api.polars.types import PolarsData
    from pandera.errors import SchemaError
    from pandera.polars import Check, DataFrameSchema

FILLED = "not_nullable"
"""pandera's own name for the check that no cell of the column is empty."""
CHOICE = "is_a_choice"
"""Name of the check that a column of choices holds no other value."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A check that a frame fails: its column and its name.

    ``of_shape``: no input can cause it, its reader or the rules did: the column is missing, unknown or of another type,
    or a choice is none of the column's.
    """

    column: str
    check: str
    of_shape: bool


def load_pandera() -> None:
    """Load pandera now, as the first check would: beside the reading of tables that costs no time."""
    with polars_only():
        import pandera.polars  # noqa: F401, PLC0415  (see the module's text)


def pandera_schema(table: Table, further: tuple[Column, ...] = (), *, closed: bool = False) -> DataFrameSchema:
    """The table's schema; ``further`` columns must be filled, ``closed`` forbids columns that the table does not have.

    Nothing is coerced: a frame has the types of ``Table.dtypes`` or breaks the schema.
    """
    with polars_only():
        from pandera.polars import Column as PanderaColumn  # noqa: PLC0415  (see the module's text)
        from pandera.polars import DataFrameSchema  # noqa: PLC0415

    rules = row_rules(table)
    filled = {*table.required, *(column.name for column in further)}
    columns = {
        column.name: PanderaColumn(
            dtype(column),
            checks=[*_choices(column), *(_check(rule) for rule in rules if rule.column == column.name)],
            nullable=column.name not in filled,
        )
        for column in (*table.columns, *further)
    }
    return DataFrameSchema(columns, coerce=False, strict=closed, name=table.name)


def breaches(schema: DataFrameSchema, frame: pl.DataFrame) -> list[Breach]:
    """Every check of the schema that the eager frame fails, by column.

    pandera can be switched off by environment variables; a gate cannot.
    """
    from pandera.config import ValidationDepth, config_context  # noqa: PLC0415
    from pandera.errors import SchemaErrors  # noqa: PLC0415

    try:
        with polars_only(), config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return [_breach(error) for error in errors.schema_errors]
    return []


def _check(rule: RowRule) -> Check:
    from pandera.polars import Check as PanderaCheck  # noqa: PLC0415

    def holds(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(rule.holds.fill_null(value=True))

    return PanderaCheck(holds, name=rule.name, n_failure_cases=0)


def _choices(column: Column) -> list[Check]:
    if column.kind != "choice":
        return []
    holds = pl.col(column.name).is_in(list(column.choices))
    return [_check(RowRule(CHOICE, column.name, holds, CHOICE))]


def _breach(error: SchemaError) -> Breach:
    from pandera.errors import SchemaErrorReason  # noqa: PLC0415

    of_rows = error.reason_code in {SchemaErrorReason.DATAFRAME_CHECK, SchemaErrorReason.SERIES_CONTAINS_NULLS}
    column = error.schema.name if of_rows else (error.column_name or error.failure_cases)
    name = error.check if isinstance(error.check, str) else error.check.name
    return Breach(str(column), str(name), not of_rows or name == CHOICE)

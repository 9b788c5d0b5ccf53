"""Which rows of the inputs differ between two runs, and whose they are."""

from __future__ import annotations

import polars as pl

from contracts.input_table import ROW
from contracts.table import Table
from contracts.tables import INPUT_TABLES
from pay_linkage.diff.two_runs import TwoRuns, differs, moved_rows, side_by_side

OF_PERSONS = ("people", "assignments")
CHANGED = pl.Schema(
    {name: pl.String() for name in ("table", "key", "kind", "person_id", "unit_id", "scope_id", "appeals")}
)
"""``kind``: ``change`` (``assume`` in a scenario), ``add`` or ``delete``; one of person_id, unit_id, scope_id says
whose row it is (a row that moved to another unit stands twice); ``appeals``: the references of the corrections of the
row, joined by a comma.
"""


def changed_rows(runs: TwoRuns) -> pl.DataFrame:
    """The rows that differ (``CHANGED``), by table and key."""
    parts = [_of_table(runs, table) for table in INPUT_TABLES.values()]
    return pl.concat([CHANGED.to_frame(), *(part.select(CHANGED.names()) for part in parts)])


def _of_table(runs: TwoRuns, table: Table) -> pl.DataFrame:
    left, right = (run.input(table.name).drop(ROW) for run in (runs.before, runs.after))
    if left.equals(right):
        return CHANGED.to_frame()
    moved = moved_rows(left, right, table.key)
    before, after = (frame.with_columns(table.key_text().alias("key")) for frame in moved)
    columns = [column.name for column in table.columns]
    joined = side_by_side(before, after, ["key"])
    kind = pl.when(~pl.col("is_before")).then(pl.lit("add")).when(~pl.col("is_after")).then(pl.lit("delete"))
    changed = joined.filter(differs(*columns)).with_columns(
        pl.lit(table.name).alias("table"), kind.otherwise(pl.lit("assume" if runs.assumed else "change")).alias("kind")
    )
    owned = changed.with_columns(_owners(table, name) for name in ("person_id", "unit_id", "scope_id"))
    rows = owned.explode("unit_id") if _has(table, "unit_id") else owned
    return rows.join(_appeals(runs, table.name), on="key", how="left", maintain_order="left")


def _has(table: Table, name: str) -> bool:
    """Whether rows of the table are of a person, a unit or a scope; an assignment is its person's."""
    return name in table.dtypes and not (name == "unit_id" and table.name in OF_PERSONS)


def _owners(table: Table, name: str) -> pl.Expr:
    """Whose row it is; for units a list, since a row may have moved to another one."""
    if not _has(table, name):
        return pl.lit(None, pl.String).alias(name)
    both = [pl.col(f"{name}_before"), pl.col(f"{name}_after")]
    if name == "unit_id":
        return pl.concat_list(both).list.drop_nulls().list.unique(maintain_order=True).alias(name)
    return pl.coalesce(both).alias(name)


def _appeals(runs: TwoRuns, table: str) -> pl.DataFrame:
    lines = runs.corrections.filter(pl.col("table") == table, pl.col("appeal_reference").is_not_null())
    references = pl.col("appeal_reference").unique(maintain_order=True).str.join(", ")
    return lines.group_by("key", maintain_order=True).agg(references.alias("appeals"))

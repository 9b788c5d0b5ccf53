"""Cells that somebody assumes to hold another value: read, checked and changed as by a corrections file.

An assumption names no old value; the one that the row holds is put in its place. Nothing else differs: keys, columns
and values are read by the same readers and refused in the same words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from contracts.columns import COLUMNS
from contracts.input_table import ROW, InputTable, Origin
from contracts.problem import WITHHELD, Problem
from contracts.row_problems import cell_text
from contracts.table import Table
from contracts.tables import CORRECTIONS
from pay_linkage.corrections.corrected import Corrected, corrected_by
from pay_linkage.corrections.keys import JOINT
from pay_linkage.corrections.targets import rows_by_key, targeted
from pay_linkage.intake import Fault, column_of, shown, table_of, value_fault, values
from pay_linkage.intake.raw_table import trimmed

SLASH = "/"
"""Joins the parts of a key where ``|`` would have to be quoted for a shell."""
GIVEN = ("table", "key", "column", "new_value")


@dataclass(frozen=True, slots=True)
class CellSetting:
    """The ``number`` by which problems tell it, the ``table``, the cell (``T03/organization``, ``P1.score``: a row's
    key, and the column unless the table has one value only), and the text of its new value.
    """

    number: int
    table: str
    cell: str
    value: str


def assumed(tables: Mapping[str, InputTable], settings: Sequence[CellSetting], file: str) -> Corrected:
    """The tables with the settings made; ``tables`` stay as they are. ``file`` is where problems say that they stand.

    Raises ``Refused`` with every problem of the settings; a problem's row is the setting's number.
    """
    problems: list[Problem] = []
    lines = InputTable(CORRECTIONS, _lines(settings, Origin(file), problems), Origin(file))
    return corrected_by(_with_old_values(lines, tables), problems, tables)


def _lines(settings: Sequence[CellSetting], origin: Origin, problems: list[Problem]) -> pl.DataFrame:
    """Correction lines without old values; ``problems`` grows by the settings that are none."""
    rows: list[tuple[object, ...]] = []
    for setting in settings:
        table = table_of(setting.table)
        key, column = _key_and_column(setting.cell, table) if table else (setting.cell, None)
        if table is not None and column is None:
            problems.append(_column_problem(setting, table, origin))
            continue
        new_value = _new_value(setting.value)
        if isinstance(new_value, Fault):
            problems.append(_unreadable(setting, new_value, origin))
        else:
            rows.append((setting.number, setting.table, key, column, new_value))
    given = pl.DataFrame(rows, schema={ROW: pl.Int64(), **dict.fromkeys(GIVEN, pl.String())}, orient="row")
    others = [
        pl.lit("change" if name == "action" else None, dtype).alias(name)
        for name, dtype in CORRECTIONS.dtypes.items()
        if name not in GIVEN
    ]
    return given.with_columns(others).select(*CORRECTIONS.dtypes, ROW)


def _key_and_column(cell: str, table: Table) -> tuple[str, str | None]:
    """The key, its parts joined as keys are, and the column: named behind a dot, else the table's only value."""
    before, dot, after = cell.rpartition(".")
    named = column_of(after, table) if dot and before else None
    key, column = (before, named) if named else (cell, _only_value(table))
    split = len(table.key) > 1 and JOINT not in key
    return (key.replace(SLASH, JOINT) if split else key), column


def _only_value(table: Table) -> str | None:
    others = [column.name for column in table.columns if column.name not in table.key]
    return others[0] if len(others) == 1 else None


def _column_problem(setting: CellSetting, table: Table, origin: Origin) -> Problem:
    """A cell of a table with several columns of which it names none."""
    known = ", ".join(column.name for column in table.columns if column.name not in table.key)
    facts = {"target": table.name, "known": known, "example": f"{table.name}:{setting.cell}.{known.split(', ')[0]}"}
    place = origin.place(setting.number)
    return Problem("setting_column_missing", place, table.name, key=shown(setting.cell), facts=facts)


def _new_value(text: str) -> str | Fault | None:
    """The text of a cell as a file would give it; None where empty, a fault where it holds what nobody can see."""
    bare = pl.select(trimmed(pl.lit(text, pl.String))).to_series()
    read: str | None = values(bare, COLUMNS["new_value"]).item() if bare.null_count() == 0 else None
    return value_fault(text, COLUMNS["new_value"]) if read is None and bare.null_count() == 0 else read


def _unreadable(setting: CellSetting, fault: Fault, origin: Origin) -> Problem:
    facts = {**fault.facts, "value": WITHHELD}
    return Problem(fault.code, origin.place(setting.number), CORRECTIONS.name, "new_value", setting.cell, facts=facts)


def _with_old_values(lines: InputTable, tables: Mapping[str, InputTable]) -> InputTable:
    """The lines with what the cells hold; a line whose row cannot be told stays without, and is refused for that."""
    old: dict[int, str | None] = {}
    for line in targeted(lines)[0]:
        table = tables.get(line.table.name)
        found = rows_by_key(table, [line.key]).get(line.key, []) if table and line.column else []
        if table and line.column and len(found) == 1:
            row = table.frame.filter(pl.col(ROW) == found[0][ROW])
            old[line.number] = row.select(cell_text(line.column)).item() or None
    told = pl.DataFrame(list(old.items()), schema={ROW: pl.Int64, "old_value": pl.String}, orient="row")
    frame = lines.frame.drop("old_value").join(told, on=ROW, how="left", maintain_order="left")
    return InputTable(lines.table, frame.select(lines.frame.columns), lines.origin)

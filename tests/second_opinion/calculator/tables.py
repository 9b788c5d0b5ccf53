"""The folder's CSV files as lists of dicts, each cell read exactly (section 10)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from .columns import COLUMNS, UnreadableCellError
from .refusal import Refused

Row = dict[str, Any]


def tables_of(folder: Path, scheme: dict[str, Any]) -> dict[str, list[Row]]:
    """Every table, the optional ones empty where they are absent; what the scheme needs must be there."""
    present = {name for name in COLUMNS if (folder / f"{name}.csv").exists()}
    for name in _needed(scheme, present):
        if name not in present:
            raise Refused("table_missing", name)
    if "pools" in present and scheme["linkage"]["pool"] is None:
        raise Refused("pools_without_pool", "pools")
    tables = {name: _table(folder / f"{name}.csv", name) if name in present else [] for name in COLUMNS}
    if tables["ratings"] and tables["indicator_scores"]:
        raise Refused("ratings_and_indicators", "indicator_scores")
    return tables


def _needed(scheme: dict[str, Any], present: set[str]) -> list[str]:
    needed = ["units", "component_scores", "people", "assignments"]
    rates = any(category["rating"] for category in scheme["categories"].values())
    if rates and "indicator_scores" not in present:
        needed.append("ratings")
    if scheme["linkage"]["pool"]:
        needed.append("pools")
    return needed


def _table(path: Path, table: str) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            lines = [line for line in csv.reader(file, strict=True) if line]
        except (csv.Error, UnicodeDecodeError) as error:
            raise Refused("unreadable_file", table) from error
    keys, required, optional = COLUMNS[table]
    heading = [cell.strip() for cell in lines[0]] if lines else []
    _check_heading(heading, table, tuple(required), tuple(optional))
    rows: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    for line in lines[1:]:
        if len(line) != len(heading):
            raise Refused("row_of_another_length", table)
        texts = dict(zip(heading, (cell.strip() for cell in line), strict=True))
        key = tuple(texts[name] for name in keys)
        if key in seen:
            raise Refused("key_twice", table, keys[0], "|".join(key))
        seen.add(key)
        rows.append(_row(texts, table, "|".join(key)))
    return rows


def _check_heading(heading: list[str], table: str, required: tuple[str, ...], optional: tuple[str, ...]) -> None:
    cells = ("score",) if table == "component_scores" else ()  # its cells may be empty, the column may not be absent
    for name in (*required, *cells):
        if name not in heading:
            raise Refused("column_missing", table, name)
    for name in heading:
        if name not in required and name not in optional:
            raise Refused("unknown_column", table, name)
    if len(set(heading)) != len(heading):
        raise Refused("column_twice", table)


def _row(texts: dict[str, str], table: str, key: str) -> Row:
    _, required, optional = COLUMNS[table]
    row: Row = dict.fromkeys(optional)
    row["key"] = key
    for name, text in texts.items():
        if text == "":
            if name in required:
                raise Refused("empty_cell", table, name, key)
            continue
        try:
            row[name] = (required.get(name) or optional[name])(text)
        except UnreadableCellError as error:
            raise Refused(str(error), table, name, key) from error
    return row

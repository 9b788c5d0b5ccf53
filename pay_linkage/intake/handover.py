"""Tables and problems as files in a folder, by which one process hands them to another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from contracts.input_table import InputTable, Origin
from contracts.problem import Place, Problem
from contracts.tables import READ_TABLES

INDEX = "index.json"


def write_tables(folder: Path, tables: Mapping[str, InputTable], problems: list[Problem]) -> None:
    """Write each table's rows as an Arrow file, and all else into the index, which comes last."""
    for name, table in tables.items():
        table.frame.write_ipc(folder / f"{name}.arrow")
    index = {
        "tables": {name: asdict(table.origin) for name, table in tables.items()},
        "problems": [asdict(problem) for problem in problems],
    }
    (folder / INDEX).write_text(json.dumps(index), encoding="utf-8")


def written_tables(folder: Path) -> tuple[dict[str, InputTable], list[Problem]]:
    """What ``write_tables`` wrote."""
    index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    tables = {
        name: InputTable(READ_TABLES[name], pl.read_ipc(folder / f"{name}.arrow"), Origin(**origin))
        for name, origin in index["tables"].items()
    }
    return tables, [_problem(fields) for fields in index["problems"]]


def _problem(fields: dict[str, Any]) -> Problem:
    return Problem(**{**fields, "place": Place(**fields["place"])})

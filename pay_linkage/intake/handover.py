"""Tables and problems as bytes, by which the process that reads hands them to the one that has asked.

The rows of each table in Arrow's format one after the other, then an index in JSON of where each begins, then in eight
bytes where the index begins.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

import polars as pl

from contracts.input_table import InputTable, origin_of, origin_record
from contracts.problem import Place, Problem
from contracts.tables import READ_TABLES

POINTER = 8
"""Bytes of the place where the index begins."""


def write_tables(output: BinaryIO, tables: Mapping[str, InputTable], problems: Sequence[Problem]) -> None:
    """Write tables and problems."""
    listed: dict[str, object] = {}
    for name, table in tables.items():
        start = output.tell()
        table.frame.write_ipc(output)
        listed[name] = {"start": start, "end": output.tell(), "origin": origin_record(table.origin)}
    start = output.tell()
    output.write(json.dumps({"tables": listed, "problems": [asdict(problem) for problem in problems]}).encode())
    output.write(start.to_bytes(POINTER, "little"))


def written_tables(output: BinaryIO) -> tuple[dict[str, InputTable], list[Problem]]:
    """What ``write_tables`` wrote."""
    end = output.seek(-POINTER, io.SEEK_END)
    index = json.loads(_slice(output, int.from_bytes(output.read(POINTER), "little"), end))
    tables = {
        name: InputTable(
            READ_TABLES[name], pl.read_ipc(_slice(output, at["start"], at["end"])), origin_of(at["origin"])
        )
        for name, at in index["tables"].items()
    }
    return tables, [problem_of(fields) for fields in index["problems"]]


def _slice(output: BinaryIO, start: int, end: int) -> bytes:
    output.seek(start)
    return output.read(end - start)


def problem_of(fields: dict[str, Any]) -> Problem:
    """A problem from its fields as plain values."""
    return Problem(**{**fields, "place": Place(**fields["place"])})

"""The input tables that a mapping makes of a house's files, every cell still knowing where it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from contracts.input_table import InputTable
from contracts.problem import Problem
from contracts.tables import INPUT_TABLES
from pay_linkage.intake.confined_tables import confined_work
from pay_linkage.intake.handover import write_tables
from pay_linkage.intake.typed_table import typed_table
from pay_linkage.mappings.house_files import HouseFiles
from pay_linkage.mappings.mapping import Source, named_files
from pay_linkage.mappings.reading import read_mapping
from pay_linkage.mappings.source_rows import source_tables
from pay_linkage.mappings.stacking import stacked

WORK = f"{__name__}:write_mapped"
MAPPING = "mapping.yaml"
"""The name under which a run keeps its mapping, and under which it stands among the hashes of its inputs."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """Table name → table, all problems of reading, and the hashes of every file that was read, the mapping included."""

    tables: Map[str, InputTable]
    problems: tuple[Problem, ...]
    hashes: Map[str, str]


def mapped_inputs(path: str | Path, data: bytes, file: str) -> Mapped:
    """The input tables of the file or folder at ``path`` by the mapping in ``data``, the bytes of ``file``.

    A cell that cannot be read with certainty is null in its frame and has a problem with its place. Raises ``Refused``
    for a mapping that cannot be used, nothing for what the inputs may hold: they are read in a process of bounded
    memory and time.
    """
    path = Path(path)
    files = HouseFiles(path)
    hashes = files.hashes(named_files(read_mapping(data, file)))
    tables, problems = confined_work(WORK, path, (path, data, file))
    return Mapped(tables, tuple(problems), hashes | {MAPPING: hashlib.sha256(data).hexdigest()})


def write_mapped(wanted: tuple[Path, bytes, str], output: BinaryIO, tell: Callable[[str], None]) -> None:
    """Write the tables and problems of the inputs at a path by a mapping, in the process of bounded memory and time."""
    path, data, file = wanted
    mapping = read_mapping(data, file)
    files = HouseFiles(path, tell)
    tables: dict[str, InputTable] = {}
    problems: list[Problem] = []
    for name in (name for name in INPUT_TABLES if name in mapping.tables):
        table, wrong = _table(name, mapping.tables[name], files)
        problems += wrong
        if table is not None:
            tables[name] = table
    write_tables(output, tables, _once(problems))


def _table(name: str, sources: tuple[Source, ...], files: HouseFiles) -> tuple[InputTable | None, list[Problem]]:
    parts: list[InputTable] = []
    problems: list[Problem] = []
    for source in sources:
        raw, wrong = source_tables(INPUT_TABLES[name], source, files)
        problems += wrong
        for one in raw:
            typed, unread = typed_table(one)
            parts.append(typed)
            problems += unread
    return (stacked(parts) if parts else None), problems


def _once(problems: list[Problem]) -> list[Problem]:
    """The problems, each told once though several columns meet it."""
    seen = {(p.code, p.place, p.table, p.column, p.value): p for p in reversed(problems)}
    return [p for p in problems if seen.get((p.code, p.place, p.table, p.column, p.value)) is p]

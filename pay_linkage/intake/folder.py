"""Which files of a folder are which tables: CSV or Parquet, named by the table in either language."""

from __future__ import annotations

from pathlib import Path

from contracts.problem import Place, Problem
from contracts.table import Table
from contracts.tables import INPUT_TABLES
from pay_linkage.intake.headings import close_table, table_of
from pay_linkage.intake.regular_file import file_name

READ = (".csv", ".parquet")
NOT_READ = (".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".ods", ".tsv", ".txt")
"""Endings of files that look like tables and are not read in a folder: one that bears a table's name is refused."""
MOST_NAMED = 10
"""How many of a folder's files are named where none is a table."""


def table_files(folder: Path) -> tuple[list[tuple[Table, Path]], list[Problem]]:
    """The folder's table files in the order of rulebook §10, and what is wrong with the folder.

    Problems are a table given twice, a table's name on a file that is not read, and a name that looks like a misspelt
    table that is not there; files that have nothing to do with the tables are ignored.
    """
    files: dict[str, list[Path]] = {}
    problems = []
    others = []
    try:
        paths = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError:
        return [], [Problem("file_not_openable", Place(file_name(folder)))]
    for path in paths:
        table, ending = table_of(path.stem), path.suffix.lower()
        if table and ending in READ:
            files.setdefault(table.name, []).append(path)
        elif table and ending in NOT_READ:
            problems.append(Problem("file_type_not_read", Place(file_name(path)), table.name))
        elif ending in READ:
            others.append(path)
    problems += [_table_twice(name, paths) for name, paths in files.items() if len(paths) > 1]
    problems += _misspelt(others, files)
    if not files and not problems:
        problems.append(Problem("inputs_without_tables", Place(file_name(folder)), facts={"found": _listed(paths)}))
    return [(INPUT_TABLES[name], paths[0]) for name in INPUT_TABLES if len(paths := files.get(name, [])) == 1], problems


def _table_twice(name: str, paths: list[Path]) -> Problem:
    return Problem("table_twice", Place(file_name(paths[-1])), name, facts={"places": ", ".join(map(file_name, paths))})


def _misspelt(others: list[Path], files: dict[str, list[Path]]) -> list[Problem]:
    """Files that no table is named after, where one is nearly and is not there."""
    close = [(path, close_table(path.stem)) for path in others]
    return [
        Problem("table_name_unclear", Place(file_name(path)), table.name, value=file_name(path))
        for path, table in close
        if table and table.name not in files
    ]


def _listed(paths: list[Path]) -> str:
    names = [file_name(path) for path in paths]
    return ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "") or "–"

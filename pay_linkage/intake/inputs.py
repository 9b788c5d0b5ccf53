"""All tables of an input, whatever holds them: a folder of files or one workbook (rulebook §10)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from contracts.each import Each
from contracts.input_table import InputTable
from contracts.problem import Place, Problem
from contracts.table import Table
from pay_linkage.intake.confined_tables import confined_tables
from pay_linkage.intake.csv_file import csv_table
from pay_linkage.intake.folder import table_files
from pay_linkage.intake.parquet_file import parquet_table
from pay_linkage.intake.raw_table import RawTable
from pay_linkage.intake.regular_file import file_bytes, file_name, input_size, is_folder, is_link, is_plain_file
from pay_linkage.intake.typed_table import typed_table
from pay_linkage.intake.workbook import workbook_tables

AT_ONCE = 2
"""So many files of a folder, and columns of a table, are read at once: each alone leaves a core idle."""


def read_inputs(path: str | Path) -> tuple[dict[str, InputTable], list[Problem]]:
    """Table name → table, of a folder of CSV or Parquet files or of one workbook, and all problems of all of them.

    A cell that cannot be read with certainty is null in its frame and has a problem with its place; a table of which no
    header can be found is not among the tables. A table that is not there at all is no problem here, except where the
    path does not exist or holds no table. Raises nothing for what the input may hold: workbooks and Parquet files are
    read in a process of bounded memory and time.
    """
    path = Path(path)
    if is_link(path):
        return {}, [Problem("file_not_regular", Place(file_name(path)))]
    if _needs_care(path):
        return confined_tables(path)
    with ThreadPoolExecutor(AT_ONCE, "reading") as files, ThreadPoolExecutor(AT_ONCE, "columns") as columns:
        return tables_of(path, each=files.map, each_column=columns.map)


def _needs_care(path: Path) -> bool:
    """Whether anything but plain text would be read."""
    if not is_folder(path):
        return is_plain_file(path)
    return any(file.suffix.lower() == ".parquet" for _, file in table_files(path)[0])


def tables_of(
    path: Path, tell: Callable[[str], object] = lambda _: None, each: Each = map, each_column: Each = map
) -> tuple[dict[str, InputTable], list[Problem]]:
    """As ``read_inputs``, but in this process, without bounds; ``tell`` hears the name of each file before it is
    opened; ``each_column`` is for files of a folder, since a workbook is only read in a bounded process.
    """
    found, problems = _folder_tables(path, tell, each, each_column) if is_folder(path) else _workbook_tables(path)
    tables = {table.table.name: table for table, _ in found}
    return tables, [*problems, *(problem for _, unread in found for problem in unread)]


Typed = tuple[InputTable, list[Problem]]
"""A table and its unreadable cells."""


def _workbook_tables(path: Path) -> tuple[list[Typed], list[Problem]]:
    raw, problems = workbook_tables(path)
    return [typed_table(table) for table in raw], problems


def _folder_tables(
    folder: Path, tell: Callable[[str], object], each: Each, each_column: Each
) -> tuple[list[Typed], list[Problem]]:
    """The largest file is begun first: the others are read beside it."""
    files, problems = table_files(folder)
    begun = sorted(files, key=lambda of: input_size(of[1]), reverse=True)

    def read(of: tuple[Table, Path]) -> tuple[list[Typed], list[Problem]]:
        tell(file_name(of[1]))
        raw, wrong = _file_table(of[1], of[0])
        return [typed_table(raw, each_column)] if raw else [], wrong

    done = {table.name: made for (table, _), made in zip(begun, each(read, begun), strict=True)}
    in_order = [done[table.name] for table, _ in files]
    return [one for found, _ in in_order for one in found], problems + [one for _, wrong in in_order for one in wrong]


def _file_table(file: Path, table: Table) -> tuple[RawTable | None, list[Problem]]:
    data = file_bytes(file)
    if isinstance(data, Problem):
        return None, [replace(data, table=table.name)]
    return (parquet_table if file.suffix.lower() == ".parquet" else csv_table)(file_name(file), data, table)

"""The checked copy of an input, whatever kind of input it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from openpyxl.utils import column_index_from_string

from contracts.input_table import InputTable
from contracts.problem import Language, Problem
from pay_linkage.annotations.confined_copy import confined_copy
from pay_linkage.annotations.plain_copy import plain_copy
from pay_linkage.annotations.problem_sheet import Found
from pay_linkage.annotations.targets import TableSheet, target
from pay_linkage.annotations.value_sheets import folder_value_sheets, workbook_value_sheets
from pay_linkage.intake.regular_file import file_bytes
from pay_linkage.intake.workbook_archive import wrapping


def checked_copy(
    path: Path, tables: Mapping[str, InputTable], problems: Sequence[Problem], lang: Language
) -> bytes | None:
    """The copy of the inputs at ``path`` as a workbook that shows the problems; nothing where no table could be read.

    ``tables`` are those that were read. An .xlsx keeps its formats; of other inputs, and of a workbook that cannot be
    taken over, the copy holds the values. The inputs are only read.
    """
    if not tables:
        return None
    if path.is_dir():
        folder = folder_value_sheets(path, lang)
        return plain_copy(folder.sheets, _found(problems, folder.tables), lang)
    data = file_bytes(path)
    if not isinstance(data, bytes):
        return None
    sheets = _sheets(tables)
    return _workbook_copy(data, _found(problems, sheets), [sheet.title for sheet in sheets.values()], lang)


def _found(problems: Sequence[Problem], tables: Mapping[str, TableSheet]) -> Found:
    return [(problem, target(problem, tables)) for problem in problems]


def _sheets(tables: Mapping[str, InputTable]) -> dict[str, TableSheet]:
    return {
        name: TableSheet(
            table.origin.sheet, {column: column_index_from_string(at) for column, at in table.origin.letters.items()}
        )
        for name, table in tables.items()
        if table.origin.sheet is not None
    }


def _workbook_copy(data: bytes, found: Found, sheets: Collection[str], lang: Language) -> bytes:
    """The formatted copy of an .xlsx; where it is another kind, or none can be made, the values of the tables' sheets.

    Other sheets are left out then: nobody has looked whether they can be read.
    """
    formatted = confined_copy(data, found, lang) if wrapping(data) == "xlsx" else None
    return formatted or plain_copy(workbook_value_sheets(data, sheets), found, lang)

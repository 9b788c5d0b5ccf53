"""Making the checked copy, as it is done in the process of bounded memory and time."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import BinaryIO

from openpyxl.utils import column_index_from_string

from contracts.input_table import Origin
from contracts.problem import Problem
from pay_linkage.annotations.checked_copy import Copying
from pay_linkage.annotations.formatted_copy import formatted_copy
from pay_linkage.annotations.plain_copy import plain_copy
from pay_linkage.annotations.problem_sheet import Found
from pay_linkage.annotations.targets import TableSheet, target
from pay_linkage.annotations.value_sheets import folder_value_sheets, workbook_value_sheets
from pay_linkage.intake.regular_file import file_bytes
from pay_linkage.intake.workbook_archive import wrapping

LARGEST_CONTENT = 24 * 1024**2
"""Bytes of a workbook's parts unpacked of which a formatted copy is made, about 30,000 people: openpyxl takes eight
times as much memory.
"""


def write_copy(wanted: Copying, output: BinaryIO, _: Callable[[str], None]) -> None:
    """Write the checked copy, nothing where the input cannot be opened any more."""
    if wanted.path.is_dir():
        folder = folder_value_sheets(wanted.path, wanted.lang)
        output.write(plain_copy(folder.sheets, _found(wanted.problems, folder.tables), wanted.lang))
        return
    data = file_bytes(wanted.path)
    if isinstance(data, bytes):
        output.write(_workbook_copy(data, wanted))


def _workbook_copy(data: bytes, wanted: Copying) -> bytes:
    """The formatted copy of an .xlsx; else, or where only values are wanted, the values of the tables' sheets.

    Other sheets are left out then: nobody has looked whether they can be read.
    """
    sheets = _sheets(wanted.origins)
    found = _found(wanted.problems, sheets)
    if not wanted.values_only and wrapping(data) == "xlsx" and _content(data) <= LARGEST_CONTENT:
        return formatted_copy(data, found, wanted.lang)
    return plain_copy(workbook_value_sheets(data, [sheet.title for sheet in sheets.values()]), found, wanted.lang)


def _content(data: bytes) -> int:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist())


def _found(problems: Sequence[Problem], tables: Mapping[str, TableSheet]) -> Found:
    return [(problem, target(problem, tables)) for problem in problems]


def _sheets(origins: Mapping[str, Origin]) -> dict[str, TableSheet]:
    return {
        name: TableSheet(origin.sheet, {column: column_index_from_string(at) for column, at in origin.letters.items()})
        for name, origin in origins.items()
        if origin.sheet is not None
    }

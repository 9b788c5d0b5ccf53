"""The bytes of a filled layout: the same cells give the same bytes."""

from __future__ import annotations

from pathlib import Path

from pay_linkage.layouts.csv_file import csv_file
from pay_linkage.layouts.file_form import CsvForm
from pay_linkage.layouts.filled import Filled
from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.workbook_file import workbook_file


def file_bytes(file: Filled, cycle: int, scratch: Path) -> bytes:
    """The file. ``scratch`` is a private folder for what a workbook keeps on disk meanwhile; nothing stays there.

    Raises ``Refused`` where the rows do not fit onto a sheet, and ``OSError``.
    """
    form = file.layout.file
    return csv_file(file, form) if isinstance(form, CsvForm) else workbook_file(file, cycle, scratch)


def suffix(layout: Layout) -> str:
    """How the file's name ends."""
    return f".{layout.file.kind}"

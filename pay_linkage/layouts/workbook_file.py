"""A filled layout as a workbook: one sheet, texts as text, numbers from decimal to digits without a float."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.workbook import Format, Worksheet

from contracts.problem import Place, Problem, Refused
from pay_linkage.exports.inert_text import write_text
from pay_linkage.exports.workbook_bytes import workbook_bytes
from pay_linkage.layouts.filled import Filled

MOST_ROWS = 1_048_576
FORMATS = {"text": "@", "amount": "0.00", "integer": "0"}
SHOWN_DAYS = {
    "YYYY-MM-DD": "yyyy-mm-dd",
    "YYYYMMDD": "yyyymmdd",
    "YYYY/MM/DD": "yyyy/mm/dd",
    "DD.MM.YYYY": "dd.mm.yyyy",
}
DAY_ZERO = date(1899, 12, 30)
WIDTH, WIDEST = 12, 40


def workbook_file(file: Filled, cycle: int, scratch: Path) -> bytes:
    """The same cells give the same workbook. Raises ``Refused`` where the rows do not fit, and ``OSError``."""
    above = len(file.form.above) + 1
    if file.cells.height + above > MOST_ROWS:
        facts = {"rows": str(file.cells.height), "most": str(MOST_ROWS - above)}
        raise Refused([Problem("export_too_many_rows", Place(file.layout.layout), "layout", facts=facts)])
    return workbook_bytes(
        lambda workbook: _Sheet(workbook, file).write(), cycle, title=file.layout.layout, scratch=scratch
    )


class _Sheet:
    """The one sheet, written from the top: what a template has above, the headings, the rows."""

    def __init__(self, workbook: Workbook, file: Filled) -> None:
        self._file = file
        self._sheet: Worksheet = workbook.add_worksheet(file.form.sheet)
        self._plain: Format = workbook.add_format()
        self._bold: Format = workbook.add_format({"bold": True, "num_format": "@"})
        self._formats = [workbook.add_format({"num_format": shown}) for shown in self._number_formats()]

    def _number_formats(self) -> list[str]:
        layout, kind = self._file.layout, self._file.kind
        shown = []
        for column in self._file.form.filling(layout):
            if column is None:
                shown.append(FORMATS["text"])
                continue
            form = column.written_as(kind, is_day=layout.is_day(column.filling(kind).from_))
            shown.append(FORMATS.get(form) or SHOWN_DAYS[form])
        return shown

    def write(self) -> None:
        """Everything, row by row."""
        form, sheet = self._file.form, self._sheet
        for place, heading in enumerate(form.headings):
            sheet.set_column(place, place, min(WIDEST, max(WIDTH, 2 * len(heading))), self._formats[place])
        top = len(form.above)
        sheet.freeze_panes(top + 1, 0)
        for row, texts in enumerate((*form.above, form.headings)):
            self._texts(row, texts)
        for row, values in enumerate(self._file.cells.select(_values(self._file.cells)).iter_rows(), start=top + 1):
            for place, value in enumerate(values):
                if isinstance(value, str):
                    self._text(row, place, value, self._formats[place])
                elif value is not None:
                    sheet.write_number(row, place, value, self._formats[place])

    def _texts(self, row: int, texts: Sequence[str]) -> None:
        for place, text in enumerate(texts):
            if text:
                self._text(row, place, text, self._bold)

    def _text(self, row: int, place: int, text: str, style: Format) -> None:
        write_text(self._sheet, row, place, text, style, self._plain)


def _values(cells: pl.DataFrame) -> list[pl.Expr]:
    """Values as a sheet takes them: a day as its number."""
    return [
        (pl.col(place) - pl.lit(DAY_ZERO)).dt.total_days() if dtype == pl.Date else pl.col(place)
        for place, dtype in cells.schema.items()
    ]

"""A filled layout as a CSV file, texts guarded against being computed (``exports.inert_text``)."""

from __future__ import annotations

import codecs
import csv
from io import StringIO

import polars as pl

from pay_linkage.exports.inert_text import inert
from pay_linkage.layouts.column import DAY_FORMATS, Column
from pay_linkage.layouts.file_form import CsvForm
from pay_linkage.layouts.filled import Filled


def csv_file(file: Filled, form: CsvForm) -> bytes:
    """Headings in the first line, byte for byte as the layout has them; amounts with two decimals, days as the format
    says; an empty cell is nothing between the separators.
    """
    columns = file.form.filling(file.layout)
    texts = file.cells.select(
        _text(str(place), dtype, column, file)
        for (place, dtype), column in zip(file.cells.schema.items(), columns, strict=True)
    )
    body = texts.write_csv(include_header=False, separator=form.sign, line_terminator=form.end)
    mark = codecs.BOM_UTF8 if form.byte_order_mark else b""
    return mark + (heading_line(file.form.headings, form) + body).encode(form.encoding)


def heading_line(headings: tuple[str, ...], form: CsvForm) -> str:
    """The first line, headings quoted only where they must be."""
    line = StringIO()
    csv.writer(line, delimiter=form.sign, lineterminator=form.end).writerow(headings)
    return line.getvalue()


def _text(place: str, dtype: pl.DataType, column: Column | None, file: Filled) -> pl.Expr:
    if dtype == pl.Date and column is not None:
        name = column.filling(file.kind).from_
        form = column.written_as(file.kind, is_day=file.layout.is_day(name))
        return pl.col(place).dt.strftime(DAY_FORMATS[form])
    if dtype == pl.String:
        return inert(place)
    return pl.col(place).cast(pl.String)

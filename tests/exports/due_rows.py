"""What is due to a handful of people, made by hand: the rows that layouts draw from."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from contracts.input_table import Origin
from pay_linkage.layouts import FileKind, Form, Layout, Subject, file_bytes, filled, load_layout, read_layout, sources

SUBJECT = Subject(2018, "2018-0123456789ab", "PERF-YE", "Year-end performance pay", "年终绩效", 7)
ORIGIN = Origin("people.csv", None, {"person_id": "A", "person_name": "B", "id_type": "F", "id_number": "G"})
PEOPLE = pl.DataFrame(
    [
        ("0010", "王小明", "resident_id", "33000019800101001X", "0101", "城东", "township", "excellent", 2),
        ("0002", "李,四", "passport", "00123456", "0102", "环南", "township", "competent", 3),
        ("7", "=1+1", "other", "-5", "0201", "财政局", "organ", None, 4),
        ("8", "阿依古丽", "hk_macao_permit", "H1234567", "0201", "财政局", "organ", "competent", 5),
    ],
    schema=["person_id", "person_name", "id_type", "id_number", "unit_id", "unit_name", "category",
            "individual_grade", "_row"],
    orient="row",
)  # fmt: skip
AMOUNTS = {"0010": "12345678.90", "0002": "100.10", "7": "0.00", "8": "0.01"}


def rows(amounts: dict[str, str] = AMOUNTS, held: str | None = "0.00", people: pl.DataFrame = PEOPLE) -> pl.DataFrame:
    """The rows for these amounts."""
    listed = [(person, amount, held) for person, amount in amounts.items()]
    schema = ["person_id", "amount", "held"]
    return sources(pl.DataFrame(listed, schema=dict.fromkeys(schema, pl.String()), orient="row"), people)


def file_of(
    layout: str | Layout,
    kind: FileKind = "full",
    due: pl.DataFrame | None = None,
    subject: Subject = SUBJECT,
    form: Form | None = None,
    **parameters: str,
) -> bytes:
    """The bytes of the file in a layout."""
    made = load_layout(layout) if isinstance(layout, str) else layout
    cells = filled(made, kind, subject, parameters, rows() if due is None else due, ORIGIN, form)
    with TemporaryDirectory() as scratch:
        return file_bytes(cells, subject.cycle, Path(scratch))


def csv_rows(data: bytes, encoding: str = "utf-8", separator: str = ",") -> list[list[str]]:
    """The file as a reader that knows nothing of it finds it."""
    return list(csv.reader(StringIO(data.decode(encoding), newline=""), delimiter=separator))


def sheet_of(data: bytes) -> Worksheet:
    """The only sheet of a workbook."""
    (sheet,) = load_workbook(BytesIO(data)).worksheets
    return sheet


def layout_of(columns: str, head: str = "file: {kind: csv}", more: str = "") -> Layout:
    """A layout from its columns, one a line."""
    lines = "\n".join(f"- {line}" for line in columns.strip().splitlines())
    text = f"layout: own\ntitle: {{en: Own, zh: 自定}}\n{head}\n{more}\ncolumns:\n{lines}\n"
    return read_layout(text.encode(), "own.yaml")

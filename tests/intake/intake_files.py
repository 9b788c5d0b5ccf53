"""Writes small inputs in every form that intake reads, and reads one table or one cell back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import xlsxwriter

from contracts.input_table import InputTable
from contracts.problem import Problem
from pay_linkage.intake import read_inputs

Rows = Sequence[Sequence[object]]

DISTRICT: Mapping[str, Rows] = {
    "units": [
        ["unit_id", "unit_name", "category"],
        ["0012", "环南街道", "township"],
        ["U2", "单位2, 街道", "township"],
    ],
    "component_scores": [
        ["unit_id", "component", "score"],
        ["0012", "common_work", "85.5000"],
        ["U2", "common_work", ""],
    ],
    "people": [
        ["person_id", "person_name", "role", "base_pay", "graded", "id_number", "score", "ungraded_reason"],
        ["000017", "张三", "head", "36000.50", "yes", "110101199003070017", "92.1234", ""],
        ["P2", "𠮷野", "staff", "24000", "no", "", "", "产假"],
    ],
    "assignments": [
        ["person_id", "unit_id", "start_date", "end_date"],
        ["000017", "0012", "2018-01-01", ""],
        ["P2", "U2", "2018-03-15", "2018-12-31"],
    ],
}


@dataclass(frozen=True)
class Cell:
    """A workbook's cell with a number format, or a formula with its cached value."""

    value: object = None
    format: str = "General"
    formula: str | None = None


def csv_text(rows: Rows, separator: str = ",") -> str:
    quoted = [
        ['"' + str(c).replace('"', '""') + '"' if set(str(c)) & set(',;"\n\t') else str(c) for c in row] for row in rows
    ]
    return "".join(separator.join(row) + "\n" for row in quoted)


def csv_folder(folder: Path, tables: Mapping[str, Rows | str | bytes], encoding: str = "utf-8") -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        text = rows if isinstance(rows, str | bytes) else csv_text(rows)
        (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return folder


def parquet_folder(folder: Path, tables: Mapping[str, pl.DataFrame]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return folder


def text_frame(rows: Rows) -> pl.DataFrame:
    return pl.DataFrame([list(row) for row in rows[1:]], schema=[str(h) for h in rows[0]], orient="row")


def workbook(path: Path, sheets: Mapping[str, Rows], hidden: Sequence[str] = (), **options: object) -> Path:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, **options})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                _write(book, sheet, r, c, value)
    book.close()
    return path


def _write(book: xlsxwriter.Workbook, sheet: object, row: int, column: int, value: object) -> None:
    cell = value if isinstance(value, Cell) else Cell(value, "yyyy-mm-dd" if hasattr(value, "year") else "General")
    style = book.add_format({"num_format": cell.format})
    if cell.formula is not None:
        sheet.write_formula(row, column, cell.formula, style, cell.value)
    elif isinstance(cell.value, str) and cell.value:
        sheet.write_string(row, column, cell.value, style)
    elif cell.value not in (None, ""):
        sheet.write(row, column, cell.value, style)


def one_table(folder: Path, table: str, text: str | bytes) -> tuple[InputTable | None, list[Problem]]:
    tables, problems = read_inputs(csv_folder(folder / table, {table: text}))
    return tables.get(table), problems


def csv_cell(folder: Path, table: str, column: str, text: str) -> tuple[object, list[Problem]]:
    """The value that one cell of a CSV file gets, and the problems."""
    headings, row = _row_around(table, column)
    filled = [text if c is None else c for c in row]
    found, problems = one_table(folder, table, csv_text([headings, filled]))
    assert found is not None
    return found.frame[column][0], problems


def sheet_cell(folder: Path, table: str, column: str, value: object, **options: object) -> tuple[object, list[Problem]]:
    """The value that one cell of a workbook gets, and the problems."""
    headings, row = _row_around(table, column)
    path = workbook(folder / "book.xlsx", {table: [headings, [value if c is None else c for c in row]]}, **options)
    tables, problems = read_inputs(path)
    return tables[table].frame[column][0], problems


SAMPLE = {
    "units": ("unit_id=U1", "unit_name=甲", "category=township"),
    "component_scores": ("unit_id=U1", "component=c", "score=1"),
    "events": ("event_id=E1", "unit_id=U1", "code=veto", "occurred_on=2018-01-02", "document=文", "points=1", "note=n"),
    "contests": ("contest=c", "round=1", "unit_id=U1", "points=1"),
    "ballots": ("unit_id=U1", "component=c", "voter_group=g", "option=o", "votes=1"),
    "people": (
        "person_id=P1",
        "person_name=甲",
        "role=staff",
        "base_pay=1",
        "graded=yes",
        "id_type=other",
        "id_number=1",
    ),
    "assignments": ("person_id=P1", "unit_id=U1", "start_date=2018-01-01", "end_date=2018-12-31"),
}


def _row_around(table: str, column: str) -> tuple[list[str], list[str | None]]:
    cells = [cell.split("=") for cell in SAMPLE[table]]
    return [name for name, _ in cells], [None if name == column else value for name, value in cells]

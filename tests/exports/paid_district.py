"""The tables of a small paid district, made by hand: three people, one held part, names that look computed."""

from __future__ import annotations

from datetime import date

import polars as pl

from contracts.tables import INPUT_TABLES, RESULT_TABLES

Row = dict[str, object]
PEOPLE: list[Row] = [
    {"person_id": "0010", "person_name": "=1+1", "id_type": "resident_id", "id_number": "330902198001010017"},
    {"person_id": "002", "person_name": "王小明", "id_type": "resident_id", "id_number": "33090219800101001X"},
    {"person_id": "É", "person_name": '<r></is></c><c r="B9"><f>1+1</f></r>'},
]
UNITS: list[Row] = [
    {"unit_id": "T02", "unit_name": "@环南", "category": "township"},
    {"unit_id": "T01", "unit_name": "城东", "category": "township"},
]
UNIT_RESULTS: list[Row] = [
    {"unit_id": "T02", "category": "township", "final_score": "88.1250", "rank": 2, "failed": False, "barred": True},
    {"unit_id": "T01", "category": "township", "base_score": "90.12345678", "coefficient": "1.005000", "rank": 1},
]
PERSON_RESULTS: list[Row] = [
    {"person_id": "0010", "unit_id": "T01", "individual_grade": "excellent"},
    {"person_id": "002", "unit_id": "T02", "individual_grade": "competent"},
    {"person_id": "É", "unit_id": "T01"},
]
PAY_LINES: list[Row] = [
    {"person_id": "0010", "unit_id": "T01", "start_date": date(2018, 1, 1), "amount": "12345678.90"},
    {"person_id": "002", "unit_id": "T01", "start_date": date(2018, 1, 1), "amount": "100.10", "time_share": "0.25"},
    {"person_id": "002", "unit_id": "T02", "start_date": date(2018, 4, 1), "amount": "200.20"},
    {"person_id": "É", "unit_id": "T01", "start_date": date(2018, 1, 1), "amount": "0.00"},
]
PAYROLL: list[Row] = [
    {"person_id": "0010", "held": "0.00", "amount": "12345678.90"},
    {"person_id": "002", "held": "0.30", "amount": "300.60"},
    {"person_id": "É", "held": "0.00", "amount": "0.00"},
]
TOTAL, HELD, LINES_TOTAL = "12345979.50", "0.30", "12345979.20"


def table(name: str, rows: list[Row]) -> pl.DataFrame:
    """A table with its contract's types; what a row does not name is empty."""
    dtypes = {**INPUT_TABLES, **RESULT_TABLES}[name].dtypes
    if not rows:
        return pl.DataFrame(schema=dtypes)
    frame = pl.DataFrame([{column: row.get(column) for column in dtypes} for row in rows], infer_schema_length=None)
    return frame.select(pl.col(column).cast(dtype) for column, dtype in dtypes.items())


def paid_district(**others: list[Row]) -> dict[str, pl.DataFrame]:
    """The tables that the payroll files are made of; ``others`` are given in place of those above."""
    rows = {
        "people": PEOPLE,
        "units": UNITS,
        "unit_results": UNIT_RESULTS,
        "person_results": PERSON_RESULTS,
        "pay_lines": PAY_LINES,
        "payroll": PAYROLL,
    }
    return {name: table(name, given) for name, given in {**rows, **others}.items()}

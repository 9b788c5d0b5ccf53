"""A small run, made by hand: two people, two units, one pay line each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime

import polars as pl

from contracts.input_table import Origin
from contracts.tables import INPUT_TABLES, RESULT_TABLES
from pay_linkage.exports import payroll_files
from pay_linkage.runs import FileMaker, Identity, Made, RunContent

SCHEME = "scheme: small   # 小方案\r\n".encode()
INPUTS = {"people.csv": "1" * 64, "units.csv": "2" * 64}
MADE = Made(at=datetime(2018, 12, 31, 15, 30, tzinfo=UTC), by="定海 HR", why="年终", steps=())


def table(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    """A table with its contract's types; what a row does not name is empty."""
    dtypes = {**INPUT_TABLES, **RESULT_TABLES}[name].dtypes
    if not rows:
        return pl.DataFrame(schema=dtypes)
    frame = pl.DataFrame([{column: row.get(column) for column in dtypes} for row in rows], infer_schema_length=None)
    return frame.select(pl.col(column).cast(dtype) for column, dtype in dtypes.items())


def inputs() -> dict[str, pl.DataFrame]:
    """The input tables, with ``_row``."""
    people = [
        {"person_id": "007", "person_name": "王小明", "id_type": "resident_id", "id_number": "33090219800101001X"},
        {"person_id": "P-2", "person_name": "=cmd|'/c calc'!A0"},
    ]
    units = [
        {"unit_id": "T01", "unit_name": "城东街道", "category": "township"},
        {"unit_id": "T02", "unit_name": "环南", "category": "township"},
    ]
    shared = {"role": "staff", "base_pay": "24000.00", "graded": "yes", "score": "88.5"}
    tables = {"people": table("people", [{**person, **shared} for person in people]), "units": table("units", units)}
    return {name: frame.with_row_index("_row", offset=2) for name, frame in tables.items()}


def results() -> dict[str, pl.DataFrame]:
    """The result tables; the second person's amount holds 100.10 that are held."""
    lines = [
        {"person_id": "007", "unit_id": "T01", "start_date": date(2018, 1, 1), "amount": "24480.05"},
        {"person_id": "P-2", "unit_id": "T02", "start_date": date(2018, 3, 1), "amount": "0.00"},
    ]
    payroll = [
        {"person_id": "007", "held": "0.00", "amount": "24480.05"},
        {"person_id": "P-2", "held": "100.10", "amount": "100.10"},
    ]
    units = [{"unit_id": unit, "category": "township", "grade": "A", "barred": False} for unit in ("T01", "T02")]
    persons = [{"person_id": p, "unit_id": u} for p, u in (("007", "T01"), ("P-2", "T02"))]
    rows = {"unit_results": units, "person_results": persons, "pay_lines": lines, "payroll": payroll, "quotas": []}
    return {name: table(name, rows[name]) for name in RESULT_TABLES}


def small_run(
    *,
    cycle: int = 2018,
    made: Made = MADE,
    files: Mapping[str, FileMaker] | None = None,
    parent: str | None = None,
) -> RunContent:
    """The run; with the payroll files that the product makes unless others are given."""
    given, results_ = inputs(), results()
    identity = Identity(cycle, hashlib.sha256(SCHEME).hexdigest(), INPUTS, parent, version="1.2.3")
    return RunContent(
        identity=identity,
        scheme_name="small",
        scheme_title={"en": "Small", "zh": "小方案"},
        scheme_bytes=SCHEME,
        inputs=given,
        origins={name: Origin(f"{name}.csv", None, {"person_id": "A"}) for name in given},
        results=results_,
        made=made,
        files=payroll_files({**given, **results_}, "PERF-YE", cycle).files if files is None else files,
    )

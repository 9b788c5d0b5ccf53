"""Rows written many at once are the bytes of their cells written one by one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paid_district import paid_district
from xlsxwriter import Workbook

from pay_linkage.exports import sheet as sheet_module
from pay_linkage.exports import sheet_rows
from pay_linkage.exports.payroll_workbook import payroll_workbook
from pay_linkage.exports.sheet import Sheet
from pay_linkage.exports.workbook_bytes import workbook_bytes

COLUMNS = ("person_id", "person_name", "id_type", "score", "base_pay", "rank", "start_date", "barred", "base_score")
USUAL = st.text(st.sampled_from("a甲 <>&\"'\n\t=　"), max_size=8)
UNUSUAL = st.text(st.sampled_from("a\x07_x0041\ufffe<r>/"), max_size=8) | st.just("<r>a</r>")
LONG = st.just(20_000).map(lambda length: "a" * length)


def numbers(places: int, largest: int) -> st.SearchStrategy[Decimal]:
    return st.integers(-largest, largest).map(lambda value: Decimal(value).scaleb(-places))


def rows(text: st.SearchStrategy[str], largest: int, tiny: int) -> st.SearchStrategy[list[tuple[object, ...]]]:
    role, day = st.sampled_from(("resident", "other")), st.dates(date(1901, 1, 1))
    cells = (text, role, numbers(4, 10**6), numbers(2, largest * 100), st.integers(0, largest), day, st.booleans())
    score = numbers(8, 10**12).filter(lambda value: abs(value) >= Decimal(tiny).scaleb(-8))
    return st.lists(st.tuples(text, *(st.none() | cell for cell in (*cells, score))), max_size=5)


SCHEMA = {
    **dict.fromkeys(COLUMNS[:3], pl.String()),
    "score": pl.Decimal(38, 4),
    "base_pay": pl.Decimal(38, 2),
    "rank": pl.Int64(),
    "start_date": pl.Date(),
    "barred": pl.Boolean(),
    "base_score": pl.Decimal(38, 8),
}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows(USUAL, 10**14 - 1, 100) | rows(USUAL | UNUSUAL | LONG, 10**18, 0), st.sampled_from(((), ("base_pay",))))
def test_any_rows_are_the_bytes_of_their_cells(
    tmp_path: Path, made: list[tuple[object, ...]], summed: tuple[str, ...]
) -> None:
    frame = pl.DataFrame(made, schema=SCHEMA, orient="row")

    def fill(workbook: Workbook) -> None:
        Sheet(workbook, "a", COLUMNS).write(frame, summed)
        Sheet(workbook, "b", COLUMNS[::-1]).write(frame, summed)

    assert workbook_bytes(fill, 2018, scratch=tmp_path) == _cell_by_cell(
        lambda: workbook_bytes(fill, 2018, scratch=tmp_path)
    )


def test_the_payroll_workbook_is_written_many_rows_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tables = paid_district()
    tables["people"] = tables["people"].with_columns(pl.lit("王 & <小>明 ").alias("person_name"))
    expected = _cell_by_cell(lambda: payroll_workbook(tables, "PERF-YE", 2018, tmp_path))
    monkeypatch.setattr(sheet_rows, "ROWS_TOGETHER", 2)
    one_by_one: list[int] = []
    real = Sheet._rows
    monkeypatch.setattr(Sheet, "_rows", lambda own, rows, at: one_by_one.append(rows.height) or real(own, rows, at))
    assert payroll_workbook(tables, "PERF-YE", 2018, tmp_path) == expected
    assert one_by_one == [1, 1, 1]


def _cell_by_cell(make) -> bytes:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sheet_module, "is_usual", lambda _: False)
        return make()

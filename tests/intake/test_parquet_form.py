from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from intake_files import parquet_folder

from contracts.input_table import InputTable
from contracts.problem import Problem
from pay_linkage.intake import read_inputs


def one_column(folder: Path, table: str, column: str, values: pl.Series) -> tuple[list[object], list[Problem]]:
    """The values that a column of ``values`` gets beside sound other columns."""
    sound = {
        "component_scores": {"unit_id": "U1", "component": "c", "score": 1},
        "events": {"event_id": "E1", "unit_id": "U1", "code": "x", "occurred_on": "2018-01-01", "document": "d"},
        "units": {"unit_id": "U1", "unit_name": "甲", "category": "c"},
        "ballots": {"unit_id": "U1", "component": "c", "voter_group": "g", "option": "o", "votes": 1},
    }[table]
    frame = pl.DataFrame({n: [v] * len(values) for n, v in sound.items() if n != column}).with_columns(
        values.alias(column)
    )
    tables, problems = read_inputs(parquet_folder(folder / table, {table: frame}))
    return tables[table].frame[column].to_list(), problems


D = Decimal
MOMENT = dt.datetime.fromisoformat("2018-03-04")


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (pl.Series(["85.5", " ８５ ", None, ""]), [D("85.5"), D(85), None, None]),
        (pl.Series([1, -2, None]), [D(1), D(-2), None]),
        (pl.Series([1, 2], dtype=pl.UInt8), [D(1), D(2)]),
        (pl.Series([2**39], dtype=pl.Int64), [D(2**39)]),
        (pl.Series([82.5, 0.1, 1e-4, 85.0, -0.0, None]), [D("82.5"), D("0.1"), D("0.0001"), D(85), D(0), None]),
        (pl.Series([0.1, 82.5], dtype=pl.Float32), [D("0.1"), D("82.5")]),
        (pl.Series([D("1.50"), None], dtype=pl.Decimal(10, 2)), [D("1.5"), None]),
        (pl.Series([D("1.50000000")], dtype=pl.Decimal(38, 8)), [D("1.5")]),
        (pl.Series(["85.5"], dtype=pl.Categorical), [D("85.5")]),
        (pl.Series([None, None], dtype=pl.Null), [None, None]),
    ],
)
def test_typed_numbers_are_read_where_they_are_exact(tmp_path: Path, values: pl.Series, read: list[object]) -> None:
    assert one_column(tmp_path, "component_scores", "score", values) == (read, [])


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (pl.Series([0.1 + 0.2]), "number_too_precise"),
        (pl.Series([float("nan")]), "number_not_finite"),
        (pl.Series([float("-inf")]), "number_not_finite"),
        (pl.Series([1e300]), "number_too_large"),
        (pl.Series([10**12]), "number_too_large"),
        (pl.Series([D("1.00005")], dtype=pl.Decimal(38, 5)), "number_too_precise"),
        (pl.Series([dt.date(2018, 3, 4)]), "number_not_readable"),
    ],
)
def test_typed_numbers_that_are_not_exact_are_refused(tmp_path: Path, values: pl.Series, code: str) -> None:
    read, problems = one_column(tmp_path, "component_scores", "score", values)
    assert (read, [(p.code, p.place.row, p.key) for p in problems]) == ([None], [(code, 1, "U1|c")])


def test_counts_of_any_number_type_are_whole(tmp_path: Path) -> None:
    assert one_column(tmp_path, "ballots", "votes", pl.Series([3.0, 4.0])) == ([3, 4], [])
    assert [p.code for p in one_column(tmp_path, "ballots", "votes", pl.Series([3.5]))[1]] == ["number_not_whole"]


@pytest.mark.parametrize(
    "values",
    [
        pl.Series([dt.date(2018, 3, 4)]),
        pl.Series([MOMENT]),
        pl.Series(["2018/3/4"]),
        pl.Series([20180304]),
    ],
)
def test_days_are_read_from_days_and_text(tmp_path: Path, values: pl.Series) -> None:
    assert one_column(tmp_path, "events", "occurred_on", values) == ([dt.date(2018, 3, 4)], [])


def test_a_moment_is_no_day(tmp_path: Path) -> None:
    _, problems = one_column(tmp_path, "events", "occurred_on", pl.Series([MOMENT.replace(hour=5)]))
    assert [p.code for p in problems] == ["date_with_time"]


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (pl.Series(["0012"]), ["0012"]),
        (pl.Series([110101199003070017]), ["110101199003070017"]),
        (pl.Series([7.0, None]), ["7", None]),
    ],
)
def test_codes_are_read_from_text_and_whole_numbers(tmp_path: Path, values: pl.Series, read: list[object]) -> None:
    assert one_column(tmp_path, "units", "unit_id", values) == (read, [])


def test_codes_that_a_float_has_damaged_are_refused(tmp_path: Path) -> None:
    read, problems = one_column(tmp_path, "units", "unit_id", pl.Series([110101199003070017.0, 1.5, 7.0]))
    assert read == [None, None, "7"]
    assert [(p.code, p.place.row) for p in problems] == [("id_number_damaged", 1), ("code_is_number", 2)]


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("component_scores", "score", pl.Series([True])),
        ("component_scores", "score", pl.Series([[1]])),
        ("component_scores", "score", pl.Series([b"1"])),
        ("component_scores", "score", pl.Series([dt.timedelta(1)])),
        ("units", "unit_id", pl.Series([dt.date(2018, 3, 4)])),
        ("events", "occurred_on", pl.Series([dt.datetime(2018, 3, 4, tzinfo=dt.UTC)])),
    ],
)
def test_a_column_of_another_type_is_refused(tmp_path: Path, table: str, column: str, values: pl.Series) -> None:
    read, problems = one_column(tmp_path, table, column, values)
    assert (read, [(p.code, p.column) for p in problems]) == ([None], [("parquet_type_unreadable", column)])


def test_rows_are_counted_from_one_and_blank_ones_skipped(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"单位编码": ["U1", None, " ", "U2"], "单位名称": ["甲", None, "", "乙"], "考核类别": ["c", None, None, "c"]}
    )
    tables, problems = read_inputs(parquet_folder(tmp_path / "x", {"单位": frame}))
    table: InputTable = tables["units"]
    assert (table.frame.rows(), problems) == ([("U1", "甲", "c", 1), ("U2", "乙", "c", 4)], [])
    assert table.origin.place(1, "unit_id").cell is None


def test_a_fault_after_a_blank_row_keeps_its_row(tmp_path: Path) -> None:
    frame = pl.DataFrame({"unit_id": [None, None, 1.5], "unit_name": [None, "甲", "乙"], "category": [None, "c", "c"]})
    _, problems = read_inputs(parquet_folder(tmp_path / "x", {"units": frame}))
    assert [(p.code, p.place.row) for p in problems] == [("code_is_number", 3)]


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    whole = parquet_folder(tmp_path / "x", {"units": pl.DataFrame({"unit_id": ["a"]})}) / "units.parquet"
    for data in (b"", b"PAR1", b"unit_id\n", whole.read_bytes()[:-9], whole.read_bytes()[9:]):
        whole.write_bytes(data)
        tables, problems = read_inputs(tmp_path / "x")
        assert (tables, [p.code for p in problems]) == ({}, ["parquet_not_readable"])


def test_missing_double_and_unknown_columns_of_a_parquet_file_are_refused(tmp_path: Path) -> None:
    frame = pl.DataFrame({"unit_id": ["U1"], "单位编码": ["U1"], "unit_name": ["甲"]})
    _, problems = read_inputs(parquet_folder(tmp_path / "x", {"units": frame}))
    assert [(p.code, p.column) for p in problems] == [("column_twice", "unit_id"), ("column_missing", "category")]
    tables, problems = read_inputs(parquet_folder(tmp_path / "y", {"units": pl.DataFrame({"a": ["U1"]})}))
    assert (tables, [p.code for p in problems]) == ({}, ["header_missing"])

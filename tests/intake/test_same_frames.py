"""The same tables in every form are the same frames."""

from __future__ import annotations

import csv
import os
import random
from pathlib import Path

import pytest
from intake_files import DISTRICT, Rows, csv_folder, parquet_folder, text_frame, workbook
from polars.testing import assert_frame_equal

from contracts.input_table import ROW, InputTable
from contracts.tables import INPUT_TABLES
from pay_linkage.intake import read_inputs

SHARED = Path(os.environ.get("PAY_LINKAGE_SHARED", Path(__file__).parents[3] / "shared"))
CASES = [SHARED / "cases" / name for name in ("01", "06", "21")]


def assert_same(found: dict[str, InputTable], expected: dict[str, InputTable]) -> None:
    assert list(found) == list(expected)
    for name, table in found.items():
        assert_frame_equal(table.frame.drop(ROW), expected[name].frame.drop(ROW))
        assert dict(table.frame.schema) == {**table.table.dtypes, ROW: expected[name].frame.schema[ROW]}


def every_form(folder: Path, tables: dict[str, Rows]) -> dict[str, Path]:
    chinese = {INPUT_TABLES[name].zh: _in_chinese(name, rows) for name, rows in tables.items()}
    return {
        "csv": csv_folder(folder / "csv", tables),
        "csv, GB18030, Chinese": csv_folder(folder / "gb", chinese, "gb18030"),
        "parquet": parquet_folder(folder / "parquet", {name: text_frame(rows) for name, rows in tables.items()}),
        "xlsx": workbook(folder / "plain.xlsx", tables),
        "xlsx, Chinese": workbook(folder / "chinese.xlsx", chinese),
        "xlsx, numbers": workbook(folder / "numbers.xlsx", {n: _with_numbers(n, rows) for n, rows in tables.items()}),
    }


def _in_chinese(name: str, rows: Rows) -> Rows:
    columns = {column.name: column for column in INPUT_TABLES[name].columns}
    return [[columns[str(h)].zh for h in rows[0]], *rows[1:]]


def _with_numbers(name: str, rows: Rows) -> Rows:
    """The same rows with numbers in number cells, as a clerk types them."""
    kinds = {column.name: column.kind for column in INPUT_TABLES[name].columns}
    numeric = [kinds[str(h)] in ("number", "count") for h in rows[0]]
    return [
        rows[0],
        *([float(str(c)) if n and c else c for c, n in zip(row, numeric, strict=True)] for row in rows[1:]),
    ]


def _case_tables(case: Path) -> dict[str, Rows]:
    files = {name: case / f"{name}.csv" for name in INPUT_TABLES}
    return {n: list(csv.reader(f.read_text("utf-8").splitlines())) for n, f in files.items() if f.exists()}


def test_a_small_district_reads_the_same_in_every_form(tmp_path: Path) -> None:
    forms = every_form(tmp_path, dict(DISTRICT))
    expected, problems = read_inputs(forms["csv"])
    assert problems == []
    for path in forms.values():
        found, problems = read_inputs(path)
        assert problems == []
        assert_same(found, expected)


@pytest.mark.skipif(not CASES[0].exists(), reason="the shared cases are not present")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_worked_case_reads_the_same_in_every_form(tmp_path: Path, case: Path) -> None:
    expected, problems = read_inputs(case)
    assert problems == []
    for path in every_form(tmp_path, _case_tables(case)).values():
        found, problems = read_inputs(path)
        assert problems == []
        assert_same(found, expected)


@pytest.mark.skipif(not CASES[0].exists(), reason="the shared cases are not present")
def test_columns_and_rows_of_a_worked_case_may_stand_in_any_order(tmp_path: Path) -> None:
    chance = random.Random(7)
    tables = _case_tables(CASES[0])
    for _ in range(5):
        shuffled = {}
        for name, (heading, *rows) in tables.items():
            order = chance.sample(range(len(heading)), len(heading))
            shuffled[name] = [[row[i] for i in order] for row in (heading, *chance.sample(rows, len(rows)))]
        found, problems = read_inputs(csv_folder(tmp_path / "shuffled", shuffled))
        expected, _ = read_inputs(CASES[0])
        assert problems == []
        for name, table in found.items():
            assert_frame_equal(table.frame.drop(ROW), expected[name].frame.drop(ROW), check_row_order=False)


REFUSED = {
    "refused-08": ("date_impossible", "events", "occurred_on", "E25", "2017-02-30"),
    "refused-09": ("number_not_finite", "component_scores", "score", "U6|social_development", "NaN"),
    "refused-13": ("choice_unknown", "people", "graded", "0009x", "maybe"),
    "refused-14": ("number_not_readable", "component_scores", "score", "U010|leaders_evaluation", "八十"),
}


@pytest.mark.skipif(not CASES[0].exists(), reason="the shared cases are not present")
def test_of_all_shared_cases_only_those_with_unreadable_cells_are_refused_here() -> None:
    found = {
        case.name: [(p.code, p.table, p.column, p.key, p.value) for p in problems]
        for case in sorted((SHARED / "cases").iterdir())
        if case.is_dir() and (problems := read_inputs(case)[1])
    }
    assert found == {name: [problem] for name, problem in REFUSED.items()}

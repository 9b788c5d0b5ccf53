"""The door of the room: what is admitted, and how all that is refused comes back."""

from __future__ import annotations

from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

from contracts.input_table import ROW, Origin
from contracts.problem import Place, Problem, Refused
from contracts.tables import INPUT_TABLES
from pay_linkage.admission import Inputs, admission_problems, admitted, refusals
from pay_linkage.handover.encryption import encrypted
from pay_linkage.intake.inputs import read_inputs
from tests.admission.small_input import CYCLE, small_inputs, small_scheme


def test_every_table_is_admitted_typed_complete_and_with_its_rows_numbers(tmp_path: Path) -> None:
    inputs = admitted(small_scheme(), CYCLE, small_inputs(tmp_path, {"contests": None}))
    assert inputs.cycle == CYCLE
    assert [one.name for one in fields(Inputs)] == ["cycle", *INPUT_TABLES]
    for name, table in INPUT_TABLES.items():
        assert dict(inputs.table(name).schema) == {**table.dtypes, ROW: pl.Int64()}
    assert inputs.units.select("unit_id", ROW).rows() == [("T1", 2), ("T2", 3), ("O1", 4)]
    assert inputs.contests.is_empty()


def test_the_problems_of_every_gate_come_at_once_by_table_and_row(tmp_path: Path) -> None:
    changes = {
        "units": ("O1,局,organ", "O1,,village"),
        "component_scores": ("T1,work,40", "X,work,-1"),
        "assignments": ("P1,T1,2024-12-31,", "P1,T1,2025-01-02,2025-01-01"),
    }
    with pytest.raises(Refused) as refused:
        admitted(small_scheme(), CYCLE, small_inputs(tmp_path, changes))
    assert [(p.code, p.table, p.place.row) for p in refused.value.problems] == [
        ("required_cell_empty", "units", 4),
        ("category_unknown", "units", 4),
        ("component_score_negative", "component_scores", 2),
        ("component_score_of_unknown_unit", "component_scores", 2),
        ("component_score_missing", "component_scores", None),
        ("person_without_assignment", "people", 2),
        ("assignment_ends_before_start", "assignments", 2),
    ]


def test_the_scheme_asks_by_itself_without_the_tables_own_gates(tmp_path: Path) -> None:
    inputs = small_inputs(tmp_path, {"component_scores": ("T1,work,40", "T1,work,-1")})
    assert admission_problems(small_scheme(), CYCLE, inputs) == []


def test_an_unreadable_cell_is_not_told_to_be_empty_as_well(tmp_path: Path) -> None:
    small_inputs(tmp_path, {})
    scores = (tmp_path / "component_scores.csv").read_text("utf-8").replace("T1,work,40", "T1,work,many")
    (tmp_path / "component_scores.csv").write_text(scores, "utf-8")
    people = (tmp_path / "people.csv").read_text("utf-8").replace("P2,乙,head,100,yes", "P2,乙,head,100,maybe")
    (tmp_path / "people.csv").write_text(people, "utf-8")
    starts = (tmp_path / "assignments.csv").read_text("utf-8").replace("P3,O1,2023-06-01", "P3,O1,soon")
    (tmp_path / "assignments.csv").write_text(starts, "utf-8")
    tables, unread = read_inputs(tmp_path)
    assert [(p.table, p.column) for p in unread] == [
        ("component_scores", "score"),
        ("people", "graded"),
        ("assignments", "start_date"),
    ]
    assert refusals(small_scheme(), CYCLE, tables, unread) == unread


@pytest.mark.parametrize(
    ("table", "column"), [("people", "graded"), ("people", "base_pay"), ("component_scores", "score")]
)
def test_a_missing_column_is_not_told_to_be_empty_in_every_row_as_well(tmp_path: Path, table: str, column: str) -> None:
    small_inputs(tmp_path, {})
    file = tmp_path / f"{table}.csv"
    pl.read_csv(file, infer_schema=False).drop(column).write_csv(file)
    tables, unread = read_inputs(tmp_path)
    assert [(p.code, p.table, p.column) for p in unread] == [("column_missing", table, column)]
    assert refusals(small_scheme(), CYCLE, tables, unread) == unread


def test_a_parquet_column_of_another_type_is_not_told_to_be_empty_as_well(tmp_path: Path) -> None:
    small_inputs(tmp_path, {})
    people = pl.read_csv(tmp_path / "people.csv", infer_schema=False)
    people.with_columns(pl.col("graded") == "yes").write_parquet(tmp_path / "people.parquet")
    (tmp_path / "people.csv").unlink()
    tables, unread = read_inputs(tmp_path)
    assert [(p.code, p.column) for p in unread] == [("parquet_type_unreadable", "graded")]
    assert refusals(small_scheme(), CYCLE, tables, unread) == unread


def test_a_table_that_the_reader_has_refused_is_not_told_to_be_missing(tmp_path: Path) -> None:
    tables = small_inputs(tmp_path, {"units": None, "ballots": None})
    unread = [
        Problem("header_missing", Place("units.csv"), "units"),
        Problem("header_missing", Place("b.csv"), "ballots"),
    ]
    assert refusals(small_scheme(), CYCLE, tables, unread) == unread


def test_of_a_file_that_cannot_be_read_at_all_only_that_is_told(tmp_path: Path) -> None:
    book = BytesIO()
    pl.DataFrame({"unit_id": ["U1"]}).write_excel(book, worksheet="units")
    unreadable = {
        "f.xlsx": (b"%PDF-1.7\n", "workbook_not_readable"),
        "工资发放表.xls": (b"%PDF-1.7\n", "workbook_not_readable"),
        "locked.xlsx": (encrypted(book.getvalue(), "a password", "locked"), "workbook_encrypted"),
    }
    for name, (data, code) in unreadable.items():
        (tmp_path / name).write_bytes(data)
        tables, unread = read_inputs(tmp_path / name)
        told = [(p.code, p.place.file) for p in refusals(small_scheme(), CYCLE, tables, unread)]
        assert told == [(code, name)]


@pytest.mark.parametrize(
    ("sheet", "heading", "unread_code"),
    [("Sheet1", "别的", "inputs_without_tables"), ("units", "别的", "header_missing")],
)
def test_a_table_that_a_workbook_lacks_is_asked_for_in_the_workbook(
    sheet: str, heading: str, unread_code: str, tmp_path: Path
) -> None:
    pl.DataFrame({heading: ["甲", "乙"]}).write_excel(tmp_path / "工资发放表.xlsx", worksheet=sheet)
    tables, unread = read_inputs(tmp_path / "工资发放表.xlsx")
    assert (tables, [p.code for p in unread][:1]) == ({}, [unread_code])
    asked = [p for p in refusals(small_scheme(), CYCLE, tables, unread) if p.code == "table_missing"]
    assert {p.table for p in asked} >= {"people", "assignments"}
    assert {p.place.file for p in asked} == {"工资发放表.xlsx"}


def test_of_many_bad_rows_a_thousand_are_listed(tmp_path: Path) -> None:
    rows = "".join(f"N{n},丁,staff,1,yes,1,,,\n" for n in range(1500))
    problems = refusals(small_scheme(), CYCLE, small_inputs(tmp_path, {"people": ("", rows)}))
    assert [p.code for p in problems] == 1000 * ["person_without_assignment"] + ["more_of_the_same"]
    assert problems[-1].facts["count"] == "500"


@pytest.mark.parametrize(
    ("origin", "file"),
    [(Origin("年度.xlsx", "人员"), "年度.xlsx"), (Origin("people.parquet"), "ballots.parquet"), (None, "ballots.csv")],
    ids=["workbook", "parquet", "nothing given"],
)
def test_a_missing_table_is_asked_for_where_the_others_are(origin: Origin | None, file: str, tmp_path: Path) -> None:
    tables = small_inputs(tmp_path, {"ballots": None})
    tables = {name: replace(table, origin=origin) for name, table in tables.items()} if origin else {}
    missing = {p.table: p.place.file for p in refusals(small_scheme(), CYCLE, tables) if p.code == "table_missing"}
    assert set(missing) == ({"ballots"} if origin else {"units", "people", "assignments", "pools"})
    assert missing.get("ballots", file) == file


def test_nothing_depends_on_the_order_of_the_rows(tmp_path: Path) -> None:
    changes = {"ratings": ("T2,publicity,0\n", ""), "people": ("90,,competent,basic", "90,,poor,basic")}
    tables = small_inputs(tmp_path, changes)
    turned = {name: replace(table, frame=table.frame.reverse()) for name, table in tables.items()}
    assert refusals(small_scheme(), CYCLE, turned) == refusals(small_scheme(), CYCLE, tables)

"""Inputs are read in a process of their own just as they would be in this one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from polars.testing import assert_frame_equal

from contracts.problem import Problem
from contracts.tables import CORRECTIONS
from pay_linkage.confinement import Overstepped
from pay_linkage.intake import confined_tables, inputs, one_table, read_inputs, read_table

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "dinghai_2017"
LINES = [
    ["table", "key", "action", "column", "old_value", "new_value", "reason", "appeal_id"],
    ["people", "P1", "change", "score", "1", "二", "申诉", "A1"],
]


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for file in sorted(SAMPLE.glob("*.csv")):
            sheet = book.add_worksheet(file.stem)
            for number, row in enumerate(pl.read_csv(file, infer_schema=False, has_header=False).rows()):
                sheet.write_row(number, 0, row)
        book.add_worksheet("说明")
    return path


def parquet_folder(folder: Path) -> Path:
    folder.mkdir()
    for file in SAMPLE.glob("*.csv"):
        pl.read_csv(file, infer_schema=False).write_parquet(folder / f"{file.stem}.parquet")
    (folder / "events.csv").write_text("unit_id,code,points\nU1,x,1/2\n")
    (folder / "events.parquet").unlink(missing_ok=True)
    return folder


@pytest.mark.parametrize("given", [lambda path: workbook(path / "book.xlsx"), lambda path: parquet_folder(path / "in")])
def test_tables_and_problems_are_those_of_reading_in_this_process(
    given: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = given(tmp_path)
    tables, problems = read_inputs(path)
    expected, wrong = inputs.tables_of(path)
    assert (list(tables), problems) == (list(expected), wrong)
    assert len(tables) >= 5
    for name, table in tables.items():
        assert (table.table, table.origin) == (expected[name].table, expected[name].origin)
        assert_frame_equal(table.frame, expected[name].frame)


def test_a_corrections_workbook_is_read_the_same_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "c.xlsx")) as book:
        sheet = book.add_worksheet("更正")
        for number, row in enumerate(LINES):
            sheet.write_row(number, 0, row)
    monkeypatch.chdir(tmp_path)
    table, problems = read_table("c.xlsx", CORRECTIONS)
    expected, wrong = one_table.table_in(Path("c.xlsx"), CORRECTIONS)
    assert table is not None
    assert expected is not None
    assert_frame_equal(table.frame, expected.frame)
    assert (table.origin, problems) == (expected.origin, wrong)


def test_plain_text_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "run", refuse)
    tables, problems = read_inputs(SAMPLE)
    assert (len(tables) > 3, problems) == (True, [])
    (tmp_path / "c.csv").write_text("\n".join(map(",".join, LINES)), "utf-8")
    assert read_table(tmp_path / "c.csv", CORRECTIONS)[0] is not None


def test_what_is_no_file_starts_no_process_and_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "pipe.xlsx")
    found = [read_inputs(path)[1][0].code for path in (tmp_path / "pipe.xlsx", tmp_path / "link.xlsx", Path("no.xlsx"))]
    assert found == ["file_not_regular", "file_not_regular", "file_missing"]


@pytest.mark.parametrize(("reason", "on"), [("too_much", "a.parquet"), ("too_long", None), ("broke_off", None)])
def test_an_end_before_the_end_is_a_problem_of_the_file(
    reason: str, on: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overstepped(*_: object) -> None:
        raise Overstepped(reason, on, "IndexError, xls_marks:57")  # type: ignore[arg-type]

    monkeypatch.setattr(confined_tables, "confined", overstepped)
    tables, found = read_inputs(workbook(tmp_path / "book.xlsx"))
    assert (tables, [(p.code, p.place.file) for p in found]) == ({}, [(f"reading_{reason}", on or "book.xlsx")])
    assert all(sentence(p, lang) for p in found for lang in ("en", "zh"))
    assert ("xls_marks:57" in found[0].text("what", "zh")) == (reason == "broke_off")


def sentence(problem: Problem, lang: str) -> list[str]:
    return [problem.text(part, lang) for part in ("what", "expected", "mend")]  # type: ignore[arg-type]

"""Every deliberate damage to a written file is caught, by its name, and nothing is caught that is not there."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from csv_damages import CSV_DAMAGES
from gate_scene import Scene
from openpyxl.worksheet.worksheet import Worksheet
from workbook_damages import WORKBOOK_DAMAGES, damaged, saved_anew

from contracts.problem import LANGUAGES
from contracts.publication_gate import GateReport
from pay_linkage.gate.gate import gate_results
from pay_linkage.gate.page import gate_page

TAX = "tax-client-annual-bonus"


def codes(report: GateReport) -> set[str]:
    return {check.code for check in report.red}


@pytest.mark.parametrize("name", CSV_DAMAGES)
def test_a_damaged_csv_file_is_caught_by_name(name: str, scene: Scene, tmp_path: Path) -> None:
    damage = CSV_DAMAGES[name]
    lines = scene.files["payroll.csv"].path.read_bytes().decode().removesuffix("\n").split("\n")
    damaged_data = damage.data(("\n".join(damage.lines(lines)) + "\n").encode())
    assert damaged_data != scene.files["payroll.csv"].path.read_bytes()
    path = tmp_path / "payroll.csv"
    path.write_bytes(damaged_data)
    assert damage.code in codes(scene.verdict("payroll.csv", path))


@pytest.mark.parametrize("name", WORKBOOK_DAMAGES)
def test_a_damaged_workbook_is_caught_by_name(name: str, scene: Scene, tmp_path: Path) -> None:
    damage = WORKBOOK_DAMAGES[name]
    path = tmp_path / "bonus.xlsx"
    path.write_bytes(damaged(scene.files[TAX].path.read_bytes(), damage))
    assert damage.code in codes(scene.verdict(TAX, path))


@pytest.mark.parametrize("name", [TAX, "wage-sheet", "payroll.xlsx"])
def test_a_workbook_that_another_program_saved_unchanged_passes(name: str, scene: Scene, tmp_path: Path) -> None:
    path = tmp_path / "again.xlsx"
    path.write_bytes(saved_anew(scene.files[name].path.read_bytes()))
    report = scene.verdict(name, path)
    # openpyxl drops the totals' stored sums, as a program does that has not computed them
    assert codes(report) <= ({"gate_totals_other"} if name == "payroll.xlsx" else set())


CANARIES = ("金丝雀", "330000199912310000", "98765.43", "9876543")


def test_a_red_verdict_names_rows_and_people_but_nobodys_data(
    scene: Scene, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither what stood in the file nor what should have stood there gets out (promise 19)."""
    name, number, amount, _ = CANARIES
    rows = list(csv.reader(scene.files["payroll.csv"].path.read_text(encoding="utf-8").splitlines()))
    path = tmp_path / "payroll.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([row[0], name, row[2], number, *row[4:-1], amount] for row in rows[1:])
    report = scene.verdict("payroll.csv", path)
    assert {"gate_cell_changed", "gate_identifier_changed", "gate_amount_changed"} <= codes(report)
    told = [
        json.dumps(problem.as_record(lang), ensure_ascii=False) for problem in report.problems for lang in LANGUAGES
    ]
    page = gate_page(report, scene.run, datetime(2019, 1, 1, tzinfo=UTC), "出纳")
    everything = "".join([*told, page, repr(report), caplog.text, *capfd.readouterr()])
    held = {cell for row in rows[1:] for cell in (row[1], row[3], row[-1]) if cell != "0000"}
    assert [text for text in (*CANARIES, *held) if text in everything] == []
    assert "0003" in everything


def test_a_file_that_is_gone_is_missed(scene: Scene, tmp_path: Path) -> None:
    assert codes(scene.verdict("payroll.csv", tmp_path / "payroll.csv")) == {"gate_file_missing"}


def test_a_changed_byte_of_a_file_of_the_run_is_seen_by_its_hash(scene: Scene, tmp_path: Path) -> None:
    promise = scene.files["payroll.csv"]
    path = tmp_path / "payroll.csv"
    path.write_bytes(promise.path.read_bytes() + b"\n")
    report = gate_results(scene.run, [replace(promise, path=path)])
    assert "gate_bytes_other" in codes(report)


def total(sheet: Worksheet) -> None:
    sheet.cell(sheet.max_row, 9).value = 1


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code"),
    [
        (1, "T2", "B", "gate_cell_changed"),
        (1, "C3", "x", "gate_cell_changed"),
        (2, "L2", 1, "gate_amount_changed"),
        (2, "E2", "2018-01-01", "gate_number_not_number"),
        (0, "I2", 18000.01, "gate_amount_changed"),
        (0, "I14", 1, "gate_totals_other"),
    ],
)
def test_the_sheets_of_payroll_xlsx_are_held_against_the_run(
    sheet: int, cell: str, value: object, code: str, scene: Scene, tmp_path: Path
) -> None:
    path = tmp_path / "payroll.xlsx"

    def change(book: object) -> None:
        target = book.worksheets[sheet]  # type: ignore[attr-defined]
        assert target[cell].value != value
        target[cell].value = value

    path.write_bytes(saved_anew(scene.files["payroll.xlsx"].path.read_bytes(), book=change))
    assert code in codes(scene.verdict("payroll.xlsx", path))


def test_red_checks_name_rows_and_people_and_nothing_else(scene: Scene, tmp_path: Path) -> None:
    lines = scene.files["payroll.csv"].path.read_bytes().decode().split("\n")
    lines[3] = lines[3].replace("330000198001010036", "330000198001010099")
    path = tmp_path / "payroll.csv"
    path.write_bytes("\n".join(lines).encode())
    (check,) = scene.verdict("payroll.csv", path).red
    assert (check.code, check.heading, check.found) == ("gate_identifier_changed", "id_number", 1)
    assert [(spot.row, spot.key) for spot in check.spots] == [(4, "0002")]
    (problem,) = check.problems
    assert problem.value is None
    assert "0002" in problem.text("what", "en")

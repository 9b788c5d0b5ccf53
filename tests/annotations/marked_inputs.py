"""A small district with something wrong in it, as a folder of CSV files and as workbooks."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from contracts.input_table import InputTable
from contracts.problem import Language, Problem
from pay_linkage.admission import refusals
from pay_linkage.annotations import checked_copy
from pay_linkage.intake import read_inputs
from pay_linkage.schemes import load_scheme

SCHEME, CYCLE = "community-contest", 2020
COMMUNITY = Path(__file__).resolve().parents[2] / "sample_data" / "community"
WRONG = {
    ("人员", "D3"): "number_not_readable",
    ("人员", "C4"): "choice_unknown",
    ("人员", "G5"): "resident_number_check_digit_wrong",
    ("任职", "B6"): "assignment_of_unknown_unit",
}
"""Sheet and cell of the small workbook → what is wrong there."""
MARKED = "FFFFC7CE"


@dataclass(frozen=True)
class Checked:
    """Inputs, what is wrong with them, and their checked copy."""

    tables: Mapping[str, InputTable]
    problems: Sequence[Problem]
    copy: Workbook


def rows_of(name: str) -> list[list[str]]:
    """The lines of a sample's file."""
    with (COMMUNITY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def wrong_rows(name: str) -> list[list[str]]:
    """The lines of a sample's file, with something wrong in people and assignments."""
    rows = rows_of(name)
    if name == "people":
        at = {column: place for place, column in enumerate(rows[0])}
        rows[2][at["base_pay"]] = "一万"
        rows[3][at["role"]] = "经理"
        rows[4][at["id_number"]] = rows[4][at["id_number"]][:-1] + ("0" if rows[4][at["id_number"]][-1] != "0" else "1")
    if name == "assignments":
        rows[5][1] = "X99"
    return rows


NAMES = tuple(file.stem for file in sorted(COMMUNITY.glob("*.csv")))
TITLES = {
    "units": "单位",
    "component_scores": "项目得分",
    "events": "加减分事项",
    "contests": "竞赛积分",
    "ballots": "民主测评",
    "people": "人员",
    "assignments": "任职",
    "pools": "绩效总额",
}


def wrong_workbook(path: Path) -> Path:
    """A workbook with formats, a note, a formula and merged cells that somebody has made, and wrong cells."""
    book = Workbook()
    book.remove(book.active)
    for name in NAMES:
        sheet = book.create_sheet(TITLES[name])
        for row in wrong_rows(name):
            sheet.append([cell or None for cell in row])
    people: Worksheet = book["人员"]
    people["A1"].font = Font(bold=True, color="FF0000")
    people["B2"].fill = PatternFill("solid", fgColor="FF00FF00")
    people.column_dimensions["B"].width = 33
    people["A3"].comment = openpyxl.comments.Comment("问过人事", "张")
    people["D3"].comment = openpyxl.comments.Comment("待核实", "张")
    notes = book.create_sheet("备忘")
    notes.merge_cells("A1:C3")
    notes["A1"] = "合并的说明"
    notes["A5"] = "=40+50"
    book.save(path)
    return path


def wrong_folder(path: Path) -> Path:
    """The same as a folder of CSV files."""
    path.mkdir()
    for name in NAMES:
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(wrong_rows(name))
    return path


def checked(path: Path, lang: Language = "zh") -> Checked:
    """The inputs at ``path`` checked, and their copy."""
    tables, unread = read_inputs(path)
    problems = refusals(load_scheme(SCHEME), CYCLE, tables, unread)
    copy = checked_copy(path, tables, problems, lang)
    assert copy is not None
    return Checked(tables, problems, openpyxl.load_workbook(BytesIO(copy)))


def marked(book: Workbook) -> dict[tuple[str, str], str]:
    """Sheet and cell → comment, of every coloured cell."""
    return {
        (sheet.title, cell.coordinate): cell.comment.text if cell.comment else ""
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == MARKED
    }

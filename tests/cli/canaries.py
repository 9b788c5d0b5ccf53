"""A district whose people bear names, numbers and pay that are found wherever they get to."""

from __future__ import annotations

import csv
from pathlib import Path

import xlsxwriter
from searched import found_in
from stdnum.cn import ric

SCHEME, CYCLE = "dinghai-2017", "2017"
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "dinghai_2017"
NAME, PAY = "丁桃花", "77331.19"
ID_NUMBER = "33000019770707773" + ric.calc_check_digit("330000197707077730")
OTHER_NUMBER = ID_NUMBER[:14] + "778" + ric.calc_check_digit(ID_NUMBER[:14] + "7780")
"""Of one who was handed in with a wrong number; what its date of birth is, is searched for."""
PAYS = (PAY, "77331", "77,331", "7733119")
SECRETS = (NAME, *PAYS, ID_NUMBER, ID_NUMBER[:17], ID_NUMBER[6:14])
Rows = dict[str, list[list[str]]]


def canary_rows() -> Rows:
    """The sample's tables, with the same name, number and pay for each of the people, and every optional column."""
    tables = {file.stem: _read(file) for file in sorted(SAMPLE.glob("*.csv"))}
    people = tables["people"]
    people[0].append("grade_fixed")
    at = {name: place for place, name in enumerate(people[0])}
    for row in people[1:]:
        row.append("")
        row[at["person_name"]], row[at["base_pay"]] = NAME, PAY
        row[at["id_type"]], row[at["id_number"]] = "resident_id", ID_NUMBER
    return tables


def _read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text))


def write_folder(tables: Rows, folder: Path) -> Path:
    """The tables as CSV files."""
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return folder


def write_workbook(tables: Rows, path: Path) -> Path:
    """The tables as a workbook, every cell text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write_string(number, place, cell)
    return path


def secrets_in(data: bytes) -> set[str]:
    """The secrets that the bytes hold, wherever they hide in them."""
    return found_in(data, SECRETS)

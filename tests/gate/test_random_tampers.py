"""Random tampering with exported files: cells changed, rows dropped, doubled, swapped; all is found (promise 10).

Some in every test run; a thousand with GATE_TAMPERS=1000, in pieces from GATE_FIRST on.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from gate_scene import Scene
from openpyxl import load_workbook

TAMPERS = int(os.environ.get("GATE_TAMPERS", "24"))
FIRST = int(os.environ.get("GATE_FIRST", "0"))
SEED = 20181231
FILES = ("payroll.csv", "frappe-additional-salary", "tax-client-annual-bonus", "wage-sheet")
Cell = str | int | float | None
Rows = list[list[Cell]]


def other(value: Cell, rng: Random) -> Cell:
    """Another value like it: a cent more or less, another digit or letter, something where nothing was."""
    if value is None or value == "":
        return rng.choice(["0", "x", " "])
    if isinstance(value, int | float):
        return round(value + rng.choice([-0.01, 0.01, 1]), 2)
    place = rng.randrange(len(value))
    letter = rng.choice([each for each in "0123456789X." if each != value[place]])
    return value[:place] + letter + value[place + 1 :]


def cell_changed(rows: Rows, rng: Random) -> None:
    row, column = rng.randrange(len(rows)), rng.randrange(len(rows[0]))
    rows[row][column] = other(rows[row][column], rng)


def row_dropped(rows: Rows, rng: Random) -> None:
    del rows[rng.randrange(1, len(rows))]


def row_doubled(rows: Rows, rng: Random) -> None:
    rows.insert(rng.randrange(1, len(rows) + 1), list(rows[rng.randrange(1, len(rows))]))


def rows_swapped(rows: Rows, rng: Random) -> None:
    one, two = rng.sample(range(1, len(rows)), 2)
    rows[one], rows[two] = rows[two], rows[one]


def cells_swapped(rows: Rows, rng: Random) -> None:
    column = rng.choice([at for at in range(len(rows[0])) if len({row[at] for row in rows[1:]}) > 1])
    one, two = rng.choice(
        [(one, two) for one in range(1, len(rows)) for two in range(1, one) if rows[one][column] != rows[two][column]]
    )
    rows[one][column], rows[two][column] = rows[two][column], rows[one][column]


KINDS: tuple[Callable[[Rows, Random], None], ...] = (
    cell_changed,
    row_dropped,
    row_doubled,
    rows_swapped,
    cells_swapped,
)


def rewritten(data: bytes, is_csv: bool, tamper: Callable[[Rows], None]) -> bytes:
    """The file with its first sheet's rows tampered with, all else as another program writes it."""
    return _csv_rewritten(data, tamper) if is_csv else _workbook_rewritten(data, tamper)


def _csv_rewritten(data: bytes, tamper: Callable[[Rows], None]) -> bytes:
    text = data.decode()
    rows: Rows = [list(row) for row in csv.reader(io.StringIO(text, newline=""))]
    tamper(rows)
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n" if "\r\n" in text else "\n").writerows(rows)
    return buffer.getvalue().encode()


def _workbook_rewritten(data: bytes, tamper: Callable[[Rows], None]) -> bytes:
    workbook = load_workbook(io.BytesIO(data))
    sheet = workbook.worksheets[0]
    rows: Rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    formats = [cell.number_format for cell in sheet[2]]
    tamper(rows)
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            cell.value = value
            cell.number_format = formats[place - 1]
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_only_written_anew_passes(name: str, scene: Scene, tmp_path: Path) -> None:
    promise = scene.files[name]
    path = tmp_path / promise.path.name
    path.write_bytes(rewritten(promise.path.read_bytes(), promise.csv is not None, lambda _: None))
    assert [check.code for check in scene.verdict(name, path).red] == []


@pytest.mark.timeout(3600)
def test_every_random_tampering_is_found(scene: Scene, tmp_path: Path) -> None:
    missed = []
    for number in range(FIRST, FIRST + TAMPERS):
        own = Random(f"{SEED} {number}")
        name, kind = own.choice(FILES), KINDS[number % len(KINDS)]
        promise = scene.files[name]
        path = tmp_path / promise.path.name
        path.write_bytes(
            rewritten(promise.path.read_bytes(), promise.csv is not None, lambda rows: kind(rows, own))  # noqa: B023
        )
        if scene.verdict(name, path).is_green:
            missed.append((number, name, kind.__name__))
    assert missed == []

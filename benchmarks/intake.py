"""``python -m benchmarks.intake --people 100000``: a workbook of people read by us and by ``polars.read_excel``.

Both read the same file in the same run, in turn, each in a process of its own; ours starts the confined one in
addition. Prints a table of the medians; the peak is that of the largest process of the two.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import xlsxwriter

from benchmarks.measuring import Measure, median, once
from sample_data.large.people import people

NUMBERS = ("base_pay", "score")
READERS = {
    "read_inputs": "from pay_linkage.intake import read_inputs; tables, wrong = read_inputs({path!r}); "
    "assert not wrong and tables['people'].frame.height == {people}",
    "polars.read_excel": "import polars; frame = polars.read_excel({path!r}, sheet_name='people'); "
    "assert frame.height == {people}",
}
"""Reader → the program that reads and looks whether everybody is there."""


def write_workbook(path: Path, number: int) -> None:
    """People of the large sample on one sheet, amounts and scores as numbers, all else as text."""
    frame = people(pl.select(number=pl.int_range(number, dtype=pl.Int64)), seed=1)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("people")
        sheet.write_row(0, 0, frame.columns)
        for at, row in enumerate(frame.iter_rows(named=True), start=1):
            for place, (name, value) in enumerate(row.items()):
                if value is not None and name in NUMBERS:
                    sheet.write_number(at, place, float(value))
                elif value is not None:
                    sheet.write_string(at, place, str(value))


def measured(path: Path, number: int, runs: int) -> dict[str, Measure]:
    """Reader → the medians of so many runs in turn."""
    found: dict[str, list[Measure]] = {name: [] for name in READERS}
    for _ in range(runs):
        for name, program in READERS.items():
            found[name].append(once([sys.executable, "-c", program.format(path=str(path), people=number)]))
    return {name: median(measures) for name, measures in found.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the workbook and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pay-linkage-bench-") as folder:
        path = Path(folder) / "book.xlsx"
        write_workbook(path, wanted.people)
        print(f"{wanted.people:,} people, {path.stat().st_size / 1024**2:.1f} MB, {wanted.runs} runs in turn\n")
        print("| reader | wall s | CPU s | peak MB |\n|---|---:|---:|---:|")
        for name, found in measured(path, wanted.people, wanted.runs).items():
            print(f"| `{name}` | {found.wall:.2f} | {found.cpu:.2f} | {found.megabytes:.0f} |", flush=True)


if __name__ == "__main__":
    main()

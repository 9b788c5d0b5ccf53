"""``python -m benchmarks.workbook --people 100000``: payroll.xlsx beside the same cells by openpyxl's write-only mode.

openpyxl writes them twice: as bare values, and in the formats that make codes text and money money, as the product's
own are. Each writer is a process of its own and gets the same rows, made before. Prints seconds, CPU seconds and peak
memory.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import once, pay_linkage

OURS = """
import sys
from pathlib import Path
import polars as pl
from pay_linkage.exports.payroll_workbook import payroll_workbook
run, out = map(Path, sys.argv[1:])
files = [*(run / "tables").glob("*.parquet"), *(run / "inputs").glob("*.parquet")]
tables = {file.stem: pl.read_parquet(file) for file in reversed(files)}
out.write_bytes(payroll_workbook(tables, "BONUS", 2018, out.parent))
"""
THEIRS = """
import sys
from python_calamine import CalamineWorkbook
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
source, target, way = sys.argv[1:]
sheets = {name: CalamineWorkbook.from_path(source).get_sheet_by_name(name).to_python()
          for name in CalamineWorkbook.from_path(source).sheet_names}
looks = {sheet.title: [cell.number_format or "General" for cell in next(sheet.iter_rows(min_row=2, max_row=2))]
         for sheet in load_workbook(source, read_only=True).worksheets}

def formatted(sheet, value, look):
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = look
    return cell

if way != "read":
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            if way == "formatted":
                row = [formatted(sheet, value, look) for value, look in zip(row, looks[name])]
            sheet.append(row)
    book.save(target)
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Make a run, write its workbook anew, then the same cells by openpyxl; reading them is measured and subtracted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    people = str(parser.parse_args(arguments).people)
    with tempfile.TemporaryDirectory(prefix="pay-linkage-bench-") as folder:
        sample, store = Path(folder) / "sample", Path(folder) / "store"
        make = [sys.executable, "-m", "sample_data.district", "--people", people, "--out", str(sample)]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
        asked = ("--scheme", str(sample / "scheme.yaml"), "--inputs", str(sample), "--cycle", "2018")
        run = pay_linkage("run", "--direct", *asked, "--store", str(store))
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        (made,) = (store / "runs").iterdir()
        ours, theirs = Path(folder) / "ours.xlsx", Path(folder) / "theirs.xlsx"
        mine = once([sys.executable, "-c", OURS, str(made), str(ours)])
        found = {
            way: once([sys.executable, "-c", THEIRS, str(ours), str(theirs), way])
            for way in ("read", "bare", "formatted")
        }
    print(f"payroll.xlsx          {mine.wall:7.1f} s {mine.cpu:7.1f} s CPU {mine.megabytes:6.0f} MB")
    for way in ("bare", "formatted"):
        wall, cpu = found[way].wall - found["read"].wall, found[way].cpu - found["read"].cpu
        print(f"openpyxl, {way:10}  {wall:7.1f} s {cpu:7.1f} s CPU, less reading: {cpu / mine.cpu:.2f} of ours")


if __name__ == "__main__":
    main()

"""``python -m benchmarks.workbook --people 100000``: payroll.xlsx beside the same cells by openpyxl's write-only mode.

Each writer is a process of its own; both get the same rows, made before. Prints seconds, CPU seconds and peak memory.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import once

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
from openpyxl import Workbook
sheets = {name: CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_name(name).to_python()
          for name in CalamineWorkbook.from_path(sys.argv[1]).sheet_names}
if len(sys.argv) > 2:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(sys.argv[2])
"""
PROGRAM = "from pay_linkage.cli import main; main()"


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
        run = [sys.executable, "-c", PROGRAM, "run", "--direct", *asked, "--store", str(store)]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        (made,) = (store / "runs").iterdir()
        ours, theirs = Path(folder) / "ours.xlsx", Path(folder) / "theirs.xlsx"
        mine = once([sys.executable, "-c", OURS, str(made), str(ours)])
        read = once([sys.executable, "-c", THEIRS, str(ours)])
        written = once([sys.executable, "-c", THEIRS, str(ours), str(theirs)])
    print(f"payroll.xlsx        {mine.wall:7.1f} s {mine.cpu:7.1f} s CPU {mine.megabytes:6.0f} MB")
    print(f"openpyxl write-only {written.wall - read.wall:7.1f} s {written.cpu - read.cpu:7.1f} s CPU, less reading")
    print(f"openpyxl ÷ ours     {(written.cpu - read.cpu) / mine.cpu:7.2f} of CPU")


if __name__ == "__main__":
    main()

"""On a small disk, ``small_disk.py FOLDER``: a run while it is full, then with room. Prints what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from small_run import small_run
from whole_or_none import staging_names, whole_runs

from pay_linkage.runs import Store, StoreFailure

disk = Path(sys.argv[1])
ballast = disk / "ballast"
ballast.write_bytes(b"x" * 200_000)
run = small_run(files={"payroll/payroll.csv": lambda _: b"x" * 100_000})
try:
    Store(disk / "store").write(run)
except StoreFailure as failure:
    print(failure.code)
print(staging_names(disk / "store"))
ballast.unlink()
Store(disk / "store").write(run)
print(whole_runs(disk / "store"))

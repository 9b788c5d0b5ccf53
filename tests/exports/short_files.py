"""The workbook where no file may grow beyond a limit, from 0 up: ``short_files.py FOLDER`` prints what came of each."""

from __future__ import annotations

import errno
import gc
import resource
import sys
from pathlib import Path

from paid_district import paid_district

from pay_linkage.exports.payroll_workbook import payroll_workbook

for limit in range(0, 12_000, 250):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        payroll_workbook(paid_district(), "PERF-YE", 2018, Path(sys.argv[1]))
        outcome = "written"
    except OSError as error:
        outcome = errno.errorcode[error.errno]
    gc.collect()
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(outcome)

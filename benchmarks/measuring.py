"""One process, measured as a whole: wall time, CPU time, peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

PROGRAM = "from pay_linkage.cli import main; main()"


@dataclass(frozen=True)
class Measure:
    """Medians of several runs of one program: seconds on the wall, seconds of CPU, and the peak in MB."""

    wall: float
    cpu: float
    megabytes: float


def pay_linkage(*words: str) -> list[str]:
    """The command as somebody types it."""
    return [sys.executable, "-c", PROGRAM, *words]


def once(command: Sequence[str]) -> Measure:
    """Run a command to its end; a failing one raises."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    told = process.stderr.read().decode() if process.stderr else ""
    if status != 0:
        raise RuntimeError(f"{' '.join(command)}\n{told}")
    return Measure(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(measures: Sequence[Measure]) -> Measure:
    """The medians of each figure."""
    return Measure(
        statistics.median(m.wall for m in measures),
        statistics.median(m.cpu for m in measures),
        statistics.median(m.megabytes for m in measures),
    )

"""What becomes of an input, and what reading it costs the process that reads it."""

from __future__ import annotations

import resource
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from contracts.input_table import InputTable
from contracts.problem import Problem
from pay_linkage.confinement import process
from pay_linkage.intake.confined_tables import confined_tables
from pay_linkage.intake.inputs import read_inputs
from pay_linkage.intake.regular_file import is_folder, is_link

MOST_MEGABYTES, MOST_SECONDS = 300, 10
"""What promise 13 grants a hostile file."""


@dataclass(frozen=True)
class Measured:
    """Peak in MB and seconds of computing time of the process; both 0 where none was started."""

    tables: Mapping[str, InputTable]
    problems: Sequence[Problem]
    peak: float
    seconds: float


def measured(path: Path) -> Measured:
    """Read the input; plain text too is read in a confined process, so that it can be measured."""
    before = _computed()
    with Watch() as watch:
        text = is_folder(path) and not is_link(path)
        tables, problems = confined_tables(path) if text else read_inputs(path)
    return Measured(tables, problems, watch.peak, _computed() - before)


def _computed() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


@dataclass
class Watch:
    """Looks every few milliseconds how much memory confined processes have taken at most."""

    peak: float = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Watch:
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.is_set():
            for child in psutil.Process().children():
                self.peak = max(self.peak, _peak(child))
            time.sleep(0.005)


def _peak(child: psutil.Process) -> float:
    try:
        if process.CHILD not in child.cmdline():
            return 0
        status = Path(f"/proc/{child.pid}/status").read_text()
    except (psutil.Error, OSError):
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0]) / 1024 if found else 0

"""Writers into a bucket in processes of their own: ``bucket_writers.py URL STEP``, killed before its STEP-th request.

``race`` in place of a step: write at the moment when a file appears, and print whether the run is there.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

from small_run import small_run

from pay_linkage.runs import Store, bucket

REQUESTS = ("cat_file", "pipe_file", "ls", "find", "rm")


class MortalFiles:
    """The file system that dies before one of its requests; before, or in the middle of, what it would have done."""

    def __init__(self, real: Any, step: int) -> None:
        self._real, self._step, self._done = real, step, count()

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)

        def request(*arguments: Any, **options: Any) -> Any:
            if next(self._done) == self._step:
                print(name, flush=True)
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        return request if name in REQUESTS else real


def killed_at(url: str, step: int) -> None:
    """Write the run; the process dies at the step, or prints ``done``."""
    real = bucket._file_system
    bucket._file_system = lambda: MortalFiles(real(), step)
    Store(url).write(small_run())
    print("done", flush=True)


def race(url: str, start: Path) -> None:
    """Write the run when ``start`` appears."""
    run, store = small_run(), Store(url)
    print("ready", flush=True)
    while not start.exists():
        time.sleep(0.001)
    print(store.write(run), flush=True)


if __name__ == "__main__":
    if sys.argv[2] == "race":
        race(sys.argv[1], Path(sys.argv[3]))
    else:
        killed_at(sys.argv[1], int(sys.argv[2]))

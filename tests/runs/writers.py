"""Writers in processes of their own: ``writers.py kill FOLDER``, or ``clean``, or ``race``.

They are forked before Polars has started its threads, so that hundreds of them start quickly.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from faulty_os import FaultyOs, killed
from small_run import small_run

from pay_linkage.runs import Store, durable

WRITERS, ROUNDS = 4, 15


def forked(job: Callable[..., object], *arguments: object) -> int:
    """A child process that does the job and ends with status 0, or 1 where it raises."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        job(*arguments)
        status = 0
    finally:
        os._exit(status)


def ended(child: int) -> int:
    """The child's exit status, or the negative number of the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def write_and_die(root: Path, at: int | str) -> None:
    """Write the run, killed at the call ``at``."""
    durable.os = FaultyOs(at, killed)
    Store(root).write(small_run())


def clean_and_die(root: Path, step: int) -> None:
    """Clean the store, killed before the removal number ``step``."""
    removals = count()

    def mortal(real: Callable[..., Any]) -> Callable[..., Any]:
        def remove(*arguments: Any, **options: Any) -> Any:
            return killed("remove", real) if next(removals) == step else real(*arguments, **options)

        return remove

    for name in ("unlink", "rmdir"):
        setattr(os, name, mortal(getattr(os, name)))
    Store(root).clean()


def write_at(root: Path, moment: float) -> None:
    """Write the run at the moment (monotonic seconds)."""
    run = small_run()
    time.sleep(max(0, moment - time.monotonic()))
    Store(root).write(run)


def kill(folder: Path) -> None:
    """One store a step, ``folder/STEP``, until a writer lives through all its steps; prints each one's status."""
    for step in count():
        status = ended(forked(write_and_die, folder / str(step), step))
        print(status, flush=True)
        if status == 0:
            return


def clean(folder: Path) -> None:
    """The same for whoever cleans up after a writer that was killed when it was to rename."""
    for step in count():
        root = folder / str(step)
        ended(forked(write_and_die, root, "rename"))
        status = ended(forked(clean_and_die, root, step))
        print(status, flush=True)
        if status == 0:
            return


def race(folder: Path) -> None:
    """Rounds of writers of the same run at the same moment, ``folder/ROUND``; prints how many of each succeeded."""
    for number in range(ROUNDS):
        moment = time.monotonic() + 0.1
        writers = [forked(write_at, folder / str(number), moment) for _ in range(WRITERS)]
        print(sum(ended(writer) == 0 for writer in writers), flush=True)


if __name__ == "__main__":
    {"kill": kill, "clean": clean, "race": race}[sys.argv[1]](Path(sys.argv[2]))

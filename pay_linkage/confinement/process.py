"""The parent's end: start the process, wait for it, and tell how it ended."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import astuple
from pathlib import Path
from typing import BinaryIO, Literal

from pay_linkage.confinement.limits import Limits

Reason = Literal["too_much", "too_long", "broke_off"]

CHILD = "from pay_linkage.confinement.child import main; main()"
ROOT = Path(__file__).absolute().parents[2]
"""Where the packages of this project lie."""
GIVEN_BACK = "narenas:1,retain:false"
"""Polars's allocator gives back the memory that it does not need, since what is only set apart counts as well."""
OUT_OF_MEMORY = 3
"""Exit status of a process that noticed itself that memory ran out."""
TOO_MUCH = (-signal.SIGABRT, -signal.SIGKILL, OUT_OF_MEMORY)
"""How a process ends that gets no more memory; the machine kills it where it has none left for anybody."""


class Overstepped(Exception):
    """The work was not done: ``reason``; ``on`` is the file it was at, ``error`` what broke it off, both if known."""

    def __init__(self, reason: Reason, on: str | None = None, error: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.on = on
        self.error = error


def confined(work: str, request: object, limits: Limits) -> BinaryIO:
    """What the function ``work`` (``module:function``) writes for ``request``, in a process held to ``limits``.

    The function takes the request, a file to write to, and a function that it tells the name of each file before it
    opens it. Raises ``Overstepped`` where the work does not come to its end.
    """
    with ExitStack() as opened:
        output, note = (opened.enter_context(_memory()) for _ in range(2))
        reason = _ending(work, pickle.dumps(request), limits, (output.fileno(), note.fileno()))
        if reason is not None:
            raise Overstepped(reason, **_noted(note))
        opened.pop_all()
        note.close()
    output.seek(0)
    return output


def _memory() -> BinaryIO:
    """A file that has no name and lies in memory, gone with the last process that has it open."""
    return os.fdopen(os.memfd_create("pay-linkage"), "rb")


def _ending(work: str, request: bytes, limits: Limits, descriptors: tuple[int, int]) -> Reason | None:
    """Run the process to its end: None where it is well."""
    told = map(str, (*descriptors, *astuple(limits), os.getpid()))
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-W", "ignore", "-c", CHILD, work, *told],
            input=request,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_surroundings(),
            pass_fds=descriptors,
            timeout=limits.wall,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "too_long"
    if child.returncode == -signal.SIGXCPU:
        return "too_long"
    if child.returncode in TOO_MUCH:
        return "too_much"
    return None if child.returncode == 0 else "broke_off"


def _surroundings() -> dict[str, str]:
    """The environment, with which the process finds the modules that this one has found, wherever it stands.

    Relative entries are left out: Python does not start with one in a folder that is gone.
    """
    found = [str(ROOT), *filter(os.path.isabs, sys.path)]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(found),
        "POLARS_MAX_THREADS": "2",
        "RUST_BACKTRACE": "0",
        "_RJEM_MALLOC_CONF": GIVEN_BACK,
    }


def _noted(note: BinaryIO) -> dict[str, str]:
    """What the process has left about its end, nothing where it came to no word."""
    note.seek(0)
    try:
        found = json.loads(note.read())
    except ValueError:
        return {}
    return {name: str(found[name]) for name in ("on", "error") if name in found}

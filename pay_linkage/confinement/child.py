"""The child's end: die with the parent, keep the limits, do the work, and leave at once."""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from io import RawIOBase
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import polars as pl

from pay_linkage.confinement.limits import Limits
from pay_linkage.confinement.process import OUT_OF_MEMORY

BROKEN = 1
DEATH_SIGNAL = 1
"""The number of ``PR_SET_PDEATHSIG`` (Linux, ``prctl``)."""

Work = Callable[[object, BinaryIO, Callable[[str], None]], None]


def main() -> None:
    """Do the work that the arguments name: function, where result and note go, the limits, the parent."""
    name, *numbers = sys.argv[1:]
    result, note, *limits, parent = map(int, numbers)
    _die_with(parent)
    os.umask(0o077)
    module, _, function = name.partition(":")
    work: Work = getattr(import_module(module), function)
    _start_threads()
    request = pickle.load(sys.stdin.buffer)  # noqa: S301  (our own process wrote it)
    Limits(*limits).impose()
    with os.fdopen(result, "wb") as output, os.fdopen(note, "wb", buffering=0) as remarks:
        status = _done(work, request, output, Note(remarks))
    os._exit(status)


class Note:
    """What is left about the end, written anew with each word, since the next one may not come."""

    def __init__(self, file: RawIOBase) -> None:
        self._file = file
        self._words: dict[str, str] = {}

    def tell(self, word: str, text: str) -> None:
        """Add a word."""
        self._words[word] = text
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps(self._words).encode())


def _die_with(parent: int) -> None:
    """Be killed as soon as the parent is gone; the keyboard stops the parent, which then ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(BROKEN)


def _start_threads() -> None:
    """Let the threads of polars take their stacks now, since what is taken later counts against the limit."""
    pl.DataFrame({"a": [1, 2]}).lazy().group_by("a").len().collect()


def _done(work: Work, request: object, output: BinaryIO, note: Note) -> int:
    """The exit status: 0 where the output holds the work's whole result."""
    try:
        work(request, output, lambda file: note.tell("on", file))
        output.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    except BaseException as error:  # noqa: BLE001  (whatever the file has brought about)
        note.tell("error", f"{type(error).__name__}, {_place(error.__traceback__)}")
        return BROKEN
    return 0


def _place(trace: TracebackType | None) -> str:
    """Module and line of the innermost of our own functions, for whoever mends it; nothing of what the file holds."""
    frames = [frame for frame in traceback.extract_tb(trace) if "pay_linkage" in frame.filename]
    return f"{Path(frames[-1].filename).stem}:{frames[-1].lineno}" if frames else "–"

"""How much memory and time work on an input may take: what small tables need, and more for what is seen to hold more.

Memory counts from what the process takes before it opens anything, about 80 MB of 300. A file's size says little, since
it can be padded: what is beyond the least has to be earned by cells that hold something, as they are counted.
"""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024**2
LEAST_MEMORY, MEMORY_PER_BYTE = 190 * MEGABYTE, 128
"""Writable memory beyond that of the idle process: what any input may take, and the most for each byte of it.

Not address space: threads reserve 64 MB of it whenever they come to allocate, and use none.
"""
DATA = 5
"""The place of writable memory, in pages, in ``/proc/self/statm``."""
SECONDS, SECONDS_PER_MEGABYTE = 8, 2
"""Of processor time: what any input may take, and the most for each megabyte of it."""
PATIENCE = 30
"""So many times as long by the clock: an honest file must be read on a busy machine too."""
FREE_CELLS, MEMORY_PER_CELL, CELLS_PER_SECOND = 600_000, 240, 100_000
"""So many filled cells are read within the least; what each further one earns."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory`` in bytes beyond the idle process's, ``seconds`` of processor time; ``most_memory`` and
    ``most_seconds`` are what the work can earn.
    """

    memory: int
    seconds: int
    most_memory: int = 0
    most_seconds: int = 0

    @property
    def wall(self) -> int:
        """Seconds by the clock until the process is ended."""
        return PATIENCE * max(self.seconds, self.most_seconds)

    def impose(self) -> None:
        """Hold this process to the limits from now on; it leaves no memory dump if it dies of them."""
        idle = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[DATA]) * resource.getpagesize()
        most = max(self.memory, self.most_memory), max(self.seconds, self.most_seconds)
        resource.setrlimit(resource.RLIMIT_DATA, (idle + self.memory, idle + most[0]))
        resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, most[1] + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limits_of(size: int, cells: int = 0) -> Limits:
    """The limits for an input of ``size`` bytes, of which it is known that it holds so many filled cells."""
    most_memory = max(LEAST_MEMORY, MEMORY_PER_BYTE * size)
    most_seconds = SECONDS + SECONDS_PER_MEGABYTE * size // MEGABYTE
    memory, seconds = _earned(cells)
    return Limits(
        min(LEAST_MEMORY + memory, most_memory), min(SECONDS + seconds, most_seconds), most_memory, most_seconds
    )


def earn(before: int, cells: int) -> None:
    """Let this process, if it is held to limits, take what ``cells`` filled cells more need than the ``before`` ones
    that have been counted until now.
    """
    kinds = (resource.RLIMIT_DATA, resource.RLIMIT_CPU)
    for kind, more, already in zip(kinds, _earned(before + cells), _earned(before), strict=True):
        now, most = resource.getrlimit(kind)
        if resource.RLIM_INFINITY not in (now, most):
            resource.setrlimit(kind, (min(now + more - already, most), most))


def _earned(cells: int) -> tuple[int, int]:
    """Memory and seconds beyond the least."""
    more = max(cells - FREE_CELLS, 0)
    return more * MEMORY_PER_CELL, more // CELLS_PER_SECOND

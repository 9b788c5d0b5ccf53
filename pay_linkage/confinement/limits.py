"""How much memory and time work on an input may take: enough for honest tables of its size, little for a small file.

Memory counts from what the process takes before it opens anything, about 80 MB of 300. Honest workbooks and Parquet
files of 100,000 and 1,000,000 people take 50 to 90 bytes for each of their own, and 0.2 to 0.4 seconds a megabyte.
"""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024**2
LEAST_MEMORY, MEMORY_PER_BYTE = 190 * MEGABYTE, 128
"""Writable memory beyond that of the idle process: so many bytes for each byte of the input, and no less than this.

Not address space: threads reserve 64 MB of it whenever they come to allocate, and use none.
"""
DATA = 5
"""The place of writable memory, in pages, in ``/proc/self/statm``."""
SECONDS, SECONDS_PER_MEGABYTE = 8, 2
"""Of processor time: what a hostile file can cost."""
PATIENCE = 30
"""So many times as long by the clock: an honest file must be read on a busy machine too."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory`` in bytes beyond the idle process's, ``seconds`` of processor time."""

    memory: int
    seconds: int

    @property
    def wall(self) -> int:
        """Seconds by the clock until the process is ended."""
        return PATIENCE * self.seconds

    def impose(self) -> None:
        """Hold this process to the limits from now on; it leaves no memory dump if it dies of them."""
        idle = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[DATA]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (idle + self.memory, idle + self.memory))
        resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, self.seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limits_of(size: int) -> Limits:
    """The limits for an input of ``size`` bytes."""
    return Limits(max(LEAST_MEMORY, MEMORY_PER_BYTE * size), SECONDS + SECONDS_PER_MEGABYTE * size // MEGABYTE)

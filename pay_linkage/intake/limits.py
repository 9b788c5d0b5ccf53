"""How much memory and time reading an input may take: enough for honest tables of its size, little for a small file.

Memory counts from what the reading process takes before it opens anything. Measured on honest workbooks and Parquet
files, with room to spare.
"""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024**2
MEMORY, MEMORY_PER_BYTE = 170 * MEGABYTE, 64
"""Address space beyond that of the idle process: a base, and so many bytes for each byte of the input."""
SECONDS, SECONDS_PER_MEGABYTE = 8, 8
"""Of processor time: what a hostile file can cost."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory`` in bytes beyond the idle process's, ``seconds`` of processor time; ``wall`` by the clock."""

    memory: int
    seconds: int

    @property
    def wall(self) -> int:
        """Seconds by the clock: many more, since an honest file must be read on a busy machine too."""
        return 8 * self.seconds

    def impose(self) -> None:
        """Hold this process to the limits from now on; it leaves no memory dump if it dies of them."""
        idle = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (idle + self.memory, idle + self.memory))
        resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, self.seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limits_of(size: int) -> Limits:
    """The limits for an input of ``size`` bytes."""
    return Limits(MEMORY + MEMORY_PER_BYTE * size, SECONDS + SECONDS_PER_MEGABYTE * size // MEGABYTE)


def input_size(path: Path) -> int:
    """Bytes of the plain file at ``path``, or of all plain files in the folder there."""
    try:
        files = list(path.iterdir()) if path.is_dir() else [path]
        return sum(file.lstat().st_size for file in files if file.is_file() and not file.is_symlink())
    except OSError:
        return 0

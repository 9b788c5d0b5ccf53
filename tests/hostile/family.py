"""A family of hostile files: how one is made, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

READ = "read"
"""The outcome of a file that is read as it is."""


@dataclass(frozen=True)
class Family:
    """``make`` writes a file (or what passes for one) into a folder and returns its path.

    ``outcome`` is ``read`` or the codes of problems of which at least one is given; ``units`` are the units that are
    read in any case, for nothing may be read wrong silently.
    """

    name: str
    make: Callable[[Path], Path]
    outcome: str | tuple[str, ...]
    units: tuple[str | None, ...] = ()


def written(folder: Path, name: str, data: bytes) -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path

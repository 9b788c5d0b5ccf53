"""Rights of files and folders that are gone again when a command ends: looked at just before they go."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OPEN = stat.S_IRWXG | stat.S_IRWXO
GOING = frozenset({"os.remove", "os.rename", "os.rmdir"})


class _Watch:
    """What is watched; an audit hook cannot be taken off again."""

    root: Path | None = None
    seen: dict[str, str] = {}  # noqa: RUF012  (one watch at a time)
    hooked = False


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    if _Watch.root is None or event not in GOING:
        return
    path, folder = arguments[0], arguments[2] if event == "os.rename" else arguments[1]
    try:
        at = None if folder in {None, -1} else folder
        mode = os.stat(path, dir_fd=at, follow_symlinks=False).st_mode
    except (OSError, TypeError, ValueError):
        return
    above = Path(f"/proc/self/fd/{at}").readlink() if at is not None else Path.cwd()
    whole = above / os.fsdecode(path)
    if mode & OPEN and whole.is_relative_to(_Watch.root):
        _Watch.seen[str(whole.relative_to(_Watch.root))] = oct(mode)


@contextmanager
def watched(root: Path) -> Iterator[dict[str, str]]:
    """Files and folders below ``root`` that others could open when they were renamed or removed, with their mode."""
    if not _Watch.hooked:
        sys.addaudithook(_look)
        _Watch.hooked = True
    _Watch.root, _Watch.seen = root, {}
    try:
        yield _Watch.seen
    finally:
        _Watch.root = None

"""Where a run is written before it is one: a folder of the writer's own, locked as long as the writer lives."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pay_linkage.runs import durable
from pay_linkage.runs.failure import coded


@contextmanager
def staged(staging: Path, run_id: str) -> Iterator[Path]:
    """A new private folder ``<run_id>.<pid>.<random>`` inside ``staging``; gone at the end unless it was renamed."""
    durable.ensure_folder(staging)
    folder, lock = _new_folder(staging, run_id)
    try:
        yield folder
    finally:
        durable.remove_folder(folder)
        durable.unlock(lock)


def _new_folder(staging: Path, run_id: str) -> tuple[Path, int]:
    """A folder and its lock. Who cleans up may come between making and locking: then it is another folder's turn."""
    while True:
        folder = staging / f"{run_id}.{os.getpid()}.{secrets.token_hex(4)}"
        durable.make_folder(folder)
        lock = None
        try:
            lock = durable.locked_folder(folder)
        finally:
            if lock is None:
                durable.remove_folder(folder)
        if lock is not None:
            return folder, lock


def left_behind(staging: Path) -> list[Path]:
    """Folders of writers that died, sorted by name."""
    dead = []
    for folder in _folders(staging):
        lock = durable.locked_folder(folder)
        if lock is not None:
            durable.unlock(lock)
            dead.append(folder)
    return dead


def clean(staging: Path) -> list[Path]:
    """Remove the folders of writers that died; gives those that it removed. What cannot be removed stays."""
    removed = []
    for folder in _folders(staging):
        lock = durable.locked_folder(folder)
        if lock is None:
            continue
        try:
            if durable.remove_folder(folder):
                removed.append(folder)
        finally:
            durable.unlock(lock)
    return removed


def _folders(staging: Path) -> list[Path]:
    with coded(staging):
        return sorted(path for path in staging.iterdir() if path.is_dir()) if staging.is_dir() else []

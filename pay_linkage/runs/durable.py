"""Every change that the store makes on disk: written, synced, renamed, and private whatever the umask.

All calls to the operating system go through this module's ``os``: a test puts its own in place and fails any of them.
"""

# ruff: noqa: PTH102, PTH104, PTH106, PTH108, PTH116 - pathlib would go past that seam

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pay_linkage.runs.failure import coded

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
"""Rights at birth: a umask can only take some away."""
TAKEN = {errno.ENOTEMPTY, errno.EEXIST}
PIECE = 1 << 20
"""So many bytes are written at once: for one large piece Linux takes large blocks of memory that nobody has touched,
which took a virtual machine twenty times as long.
"""


def make_folder(path: Path) -> None:
    """A new private folder. Raises ``StoreFailure``, also where the folder is there already."""
    with coded(path):
        os.mkdir(path, PRIVATE_FOLDER)


def ensure_folder(path: Path) -> None:
    """A private folder at ``path``, made with its parents where it is missing; one that is there is left as it is."""
    with coded(path):
        if path.is_dir():
            return
        ensure_folder(path.parent)
        try:
            os.mkdir(path, PRIVATE_FOLDER)
        except FileExistsError:
            if path.is_dir():  # another process was faster
                return
            raise
        sync_folder(path.parent)


def write_file(path: Path, data: bytes) -> None:
    """A new private file with ``data``, on disk when this returns."""
    with coded(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, PRIVATE_FILE)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest[:PIECE]) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_folder(path: Path) -> None:
    """The folder's list of names, on disk when this returns."""
    with coded(path):
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def move_folder(source: Path, target: Path) -> bool:
    """Rename a folder in one step; false where another has taken the name before."""
    with coded(target):
        try:
            os.rename(source, target)
        except OSError as error:
            if error.errno in TAKEN:
                return False
            raise
    sync_folder(target.parent)
    return True


def move_file(source: Path, target: Path) -> None:
    """Rename a file in one step; what bore the name before is gone."""
    with coded(target):
        os.rename(source, target)
    sync_folder(target.parent)


def locked_folder(path: Path) -> int | None:
    """A descriptor that holds the folder's lock until it is closed, or nothing where another process holds it.

    The kernel lets go of the lock when its holder dies. Nothing, too, where the folder has gone meanwhile.
    """
    with coded(path):
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError:
            return None
        held = False
        try:
            held = _locked(descriptor, path)
        finally:
            if not held:
                os.close(descriptor)
        return descriptor if held else None


def _locked(descriptor: int, path: Path) -> bool:
    """Whether the lock could be had, and of the folder that the path still names."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except (BlockingIOError, FileNotFoundError):
        return False


def unlock(descriptor: int) -> None:
    """Let go of a folder's lock. Nothing was written through it, so nothing can be lost."""
    with suppress(OSError):
        os.close(descriptor)


def remove_folder(path: Path) -> bool:
    """Remove a folder with all that it holds; false where something of it stays."""
    shutil.rmtree(path, ignore_errors=True)
    return not path.exists()


def remove_files(paths: Iterable[Path]) -> None:
    """Remove files, and on disk too when this returns."""
    folders = set()
    for path in paths:
        with coded(path):
            os.unlink(path)
        folders.add(path.parent)
    for folder in folders:
        sync_folder(folder)


def remove_empty_folders(folder: Path) -> None:
    """Remove the folders inside ``folder`` that hold nothing."""
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        with suppress(OSError):
            os.rmdir(path)

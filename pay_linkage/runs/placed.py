"""Single files that are kept beside runs, on a disk or in a bucket, and private there."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pay_linkage.runs import durable
from pay_linkage.runs.failure import StoreFailure
from pay_linkage.runs.object_path import Folder, ObjectPath


def place_file(target: Folder, data: bytes) -> None:
    """Put ``data`` there in one step, in the place of what is there. Raises ``StoreFailure``.

    Where the disk refuses, what stood there before still does.
    """
    if isinstance(target, ObjectPath):
        target.bucket.write(target.key, data)
        return
    durable.ensure_folder(target.parent)
    beside = target.parent / f".{target.name}.{secrets.token_hex(4)}.part"
    try:
        durable.write_file(beside, data)
        durable.move_file(beside, target)
    except BaseException:
        with suppress(OSError):  # what went wrong is told, not what could not be tidied up
            beside.unlink()
        raise


def add_file(target: Folder, data: bytes) -> bool:
    """Put ``data`` there where nothing is; false where something is: of several writers one has the name.

    In a bucket it is there whole; a process that is killed while it writes on a disk may leave a part. Raises
    ``StoreFailure``.
    """
    if isinstance(target, ObjectPath):
        return target.bucket.write_new(target.key, data)
    durable.ensure_folder(target.parent)
    try:
        durable.write_file(target, data)
    except StoreFailure as failure:
        if isinstance(failure.__cause__, FileExistsError):
            return False
        with suppress(OSError):
            target.unlink()
        raise
    durable.sync_folder(target.parent)
    return True


def remove_placed(files: Iterable[Folder]) -> None:
    """Remove files; on disk or in the bucket when this returns. Raises ``StoreFailure``."""
    chosen = list(files)
    objects = [file for file in chosen if isinstance(file, ObjectPath)]
    if objects:
        objects[0].bucket.remove([file.key for file in objects])
    durable.remove_files(file for file in chosen if isinstance(file, Path))

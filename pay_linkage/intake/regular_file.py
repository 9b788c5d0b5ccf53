"""The bytes of a file that somebody handed in: regular files of bearable size only."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import TypeVar

from contracts.problem import Place, Problem
from pay_linkage.intake.codes import printable

T = TypeVar("T")
LARGEST_FILE = 2 * 1024**3
"""Bytes of the largest file that is read at all; a million people are about 100 MB."""


def file_bytes(path: Path) -> bytes | Problem:
    """The bytes of the regular file at ``path``, or why they cannot be had.

    Links, devices, pipes and folders are refused without being read; opening never waits for a writer.
    """
    return _of_file(path, lambda file: file.read())


def file_sha256(path: Path) -> str | Problem:
    """The SHA-256 of the same bytes, in hexadecimal, without holding them."""
    return _of_file(path, lambda file: hashlib.file_digest(file, "sha256").hexdigest())


def _of_file(path: Path, read: Callable[[BufferedReader], T]) -> T | Problem:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (FileNotFoundError, ValueError):
        return _problem("file_missing", path)
    except OSError:
        return _problem("file_not_regular" if is_link(path) else "file_not_openable", path)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return _problem("file_not_regular", path)
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > LARGEST_FILE:
            return _problem("file_too_large", path, limit=f"{LARGEST_FILE // 1024**2}")
        try:
            return read(file)
        except OSError:
            return _problem("file_not_openable", path)


def file_name(path: Path) -> str:
    """The name of a file or folder as it can be printed, whatever bytes it is made of."""
    return printable(os.fsencode(path.name or str(path)).decode("utf-8", errors="replace"))


def is_link(path: Path) -> bool:
    """Whether the path is a symbolic link; one that no file can have is none."""
    try:
        return path.is_symlink()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether the path leads to a folder; one that no folder can have leads nowhere."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_plain_file(path: Path) -> bool:
    """Whether the path leads to a plain file; one that no file can have leads nowhere."""
    try:
        return path.is_file()
    except OSError:
        return False


def input_size(path: Path) -> int:
    """Bytes of the plain file at ``path``, or of all plain files in the folder there."""
    try:
        files = list(path.iterdir()) if is_folder(path) else [path]
        return sum(file.lstat().st_size for file in files if file.is_file() and not file.is_symlink())
    except OSError:
        return 0


def _problem(code: str, path: Path, **facts: str) -> Problem:
    return Problem(code, Place(file_name(path)), facts=facts)

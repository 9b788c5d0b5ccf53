"""Paths that lead elsewhere, or to what is no file."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.hostile.family import READ, Family
from tests.hostile.xlsx_bytes import UNITS, workbook

NO_FILE = ("file_not_regular",)


def _link(folder: Path) -> Path:
    (folder / "link.xlsx").symlink_to(workbook(folder))
    return folder / "link.xlsx"


def _ring(folder: Path) -> Path:
    (folder / "a.xlsx").symlink_to(folder / "b.xlsx")
    (folder / "b.xlsx").symlink_to(folder / "a.xlsx")
    return folder / "a.xlsx"


def _link_to_folder(folder: Path) -> Path:
    (folder / "in").mkdir()
    (folder / "link").symlink_to(folder / "in")
    return folder / "link"


def _link_in_folder(folder: Path) -> Path:
    (folder / "in").mkdir()
    (folder / "in" / "units.csv").symlink_to("/etc/hostname")
    return folder / "in"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "book.xlsx")
    return folder / "book.xlsx"


def _pipe_in_folder(folder: Path) -> Path:
    (folder / "in").mkdir()
    os.mkfifo(folder / "in" / "people.parquet")
    return folder / "in"


def _socket(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as made, contextlib.chdir(folder):  # a socket's path must be short
        made.bind("book.xlsx")
    return folder / "book.xlsx"


def _empty_folder(folder: Path) -> Path:
    (folder / "book.xlsx").mkdir()
    return folder / "book.xlsx"


def _by_dots(folder: Path) -> Path:
    (folder / "in").mkdir()
    return folder / "in" / ".." / workbook(folder).name


def _named(name: bytes) -> Callable[[Path], Path]:
    return lambda folder: workbook(folder).rename(folder / os.fsdecode(name))


FAMILIES = (
    Family("a link to a workbook", _link, NO_FILE),
    Family("links in a ring", _ring, NO_FILE),
    Family("a link to a folder", _link_to_folder, NO_FILE),
    Family("a link in the folder", _link_in_folder, NO_FILE),
    Family("a pipe", _pipe, NO_FILE),
    Family("a pipe in the folder", _pipe_in_folder, NO_FILE),
    Family("a socket", _socket, ("file_not_regular", "file_not_openable")),
    Family("a device without end", lambda _: Path("/dev/zero"), NO_FILE),
    Family("a terminal", lambda _: Path("/dev/tty"), (*NO_FILE, "file_not_openable")),
    Family(
        "a file of the kernel's",
        lambda _: Path("/proc/self/mem"),
        ("file_not_openable", "workbook_not_readable", "file_not_regular", "reading_broke_off"),
    ),
    Family("a folder called .xlsx", _empty_folder, ("inputs_without_tables",)),
    Family("nothing there", lambda folder: folder / "no.xlsx", ("file_missing",)),
    Family("a path with dots", _by_dots, READ, UNITS),
    Family("a path too long", lambda folder: folder / ("x" * 5000 + ".xlsx"), ("file_missing", "file_not_openable")),
    Family("a path with a zero byte", lambda folder: folder / "a\0.xlsx", ("file_missing", "file_not_openable")),
    Family("a name with a line end", _named(b"a\nb.xlsx"), READ, UNITS),
    Family("a name of no encoding", _named(b"\xff\xfe.xlsx"), READ, UNITS),
)

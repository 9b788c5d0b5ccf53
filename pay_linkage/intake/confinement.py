"""Reading in a process of its own that may take only so much memory and time, so that no file can harm the run.

Workbooks and Parquet files are read this way; CSV files are plain text and need no such care.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from contracts.input_table import InputTable
from contracts.problem import Place, Problem
from pay_linkage.intake.handover import INDEX, written_tables
from pay_linkage.intake.limits import input_size, limits_of
from pay_linkage.intake.regular_file import file_name

CHILD = "from pay_linkage.intake.confined_process import main; main()"
READING = "reading"
"""File in which the process notes what it is reading, for the message if it dies of it."""
OUT_OF_MEMORY = 3
"""Exit status of the process where it noticed itself that memory ran out."""

Found = tuple[dict[str, InputTable], list[Problem]]


def confined(path: Path, table: str = "") -> Found:
    """The tables and problems of the input at ``path``, or of the one ``table`` there, read in a process of its own."""
    size = input_size(path)
    with tempfile.TemporaryDirectory(prefix="pay-linkage-") as name:
        folder = Path(name)
        code = _ending_code(folder, Path.cwd() / path, size, table)
        if code is None:
            return written_tables(folder)
        note = folder / READING
        culprit = note.read_text(encoding="utf-8") if note.exists() else file_name(path)
    return {}, [Problem(code, Place(culprit), table or None)]


def _ending_code(folder: Path, path: Path, size: int, table: str) -> str | None:
    """Run the process to its end: None where it is well, else the problem's code."""
    command = [sys.executable, "-c", CHILD, str(folder), os.fsdecode(path), str(size), table]
    paths = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path if entry)
    surroundings = os.environ | {"PYTHONPATH": paths, "POLARS_MAX_THREADS": "2"}
    try:
        child = subprocess.run(  # noqa: S603  (our own interpreter, and no shell)
            command,
            cwd=folder,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=limits_of(size).wall,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "reading_takes_too_long"
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return "reading_takes_too_long"
    if child.returncode in (-signal.SIGABRT, OUT_OF_MEMORY):
        return "reading_takes_too_much"
    return None if child.returncode == 0 and (folder / INDEX).exists() else "reading_broke_off"

"""The formatted copy, made in a child process with limits: openpyxl reads the whole workbook, and small files can make
that endless (promise 13).

Belongs here: both ends of the child. Stays out: what the copy looks like (``formatted_copy``).
"""

from __future__ import annotations

import pickle
import resource
import subprocess
import sys
import zipfile
from io import BytesIO

from contracts.problem import Language
from pay_linkage.annotations.problem_sheet import Found

LARGEST_CONTENT = 24 * 1024**2
"""Bytes of the workbook's parts unpacked, about 30,000 people: openpyxl takes eight times as much memory."""
MOST_MEMORY = 400 * 1024**2
MOST_SECONDS = 20
"""Of computing time."""
PATIENCE = 120
"""Seconds until the copy is given up, on a machine however busy."""


def confined_copy(data: bytes, found: Found, lang: Language) -> bytes | None:
    """The formatted copy of the workbook ``data``, or nothing where it cannot be made within the limits."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_CONTENT:
            return None
    request = pickle.dumps((data, found, lang))
    command = [sys.executable, "-c", f"from {__name__} import child; child()"]
    try:
        done = subprocess.run(
            command, input=request, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def child() -> None:
    """Make the copy that is asked for on standard input, within the limits; it goes to standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from pay_linkage.annotations.formatted_copy import formatted_copy  # noqa: PLC0415  (within the limits)

    request = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  (our own process wrote it)
    sys.stdout.buffer.write(formatted_copy(*request))

"""Whether a file is a workbook that may be opened: no other format, no password, no macros, no bomb.

Only the wrapping is judged here, before anything inside is read.
"""

from __future__ import annotations

import io
import zipfile
from typing import Literal

import olefile

Wrapping = Literal["xlsx", "xls"]

ZIP = b"PK\x03\x04"
WORKBOOK_PART = "xl/workbook.xml"
MACROS = "vbaproject.bin"
MOST_PARTS = 2000
LARGEST_CONTENT = 512 * 1024**2
"""Bytes that all parts of a workbook may take unpacked; 100,000 people take about 45 MB."""
ENCRYPTED_STREAMS = ("EncryptedPackage", "EncryptionInfo")
XLS_STREAMS = ("Workbook", "Book")


class NotOpened(Exception):
    """A workbook is not opened; ``code`` is the problem's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def wrapping(data: bytes) -> Wrapping:
    """What kind of workbook the bytes are, whatever the file is called. Raises ``NotOpened``."""
    if data.startswith(ZIP):
        _judge_zip(data)
        return "xlsx"
    if data.startswith(olefile.MAGIC):
        _judge_compound(data)
        return "xls"
    raise NotOpened("workbook_not_readable")


def _judge_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise NotOpened("workbook_not_readable") from error
    names = {part.filename.casefold() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise NotOpened("workbook_encrypted")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_CONTENT:
        raise NotOpened("workbook_too_large")
    if len(names) < len(parts) or WORKBOOK_PART not in names:
        raise NotOpened("workbook_not_readable")
    if any(name.endswith(MACROS) for name in names):
        raise NotOpened("workbook_with_macros")


def _judge_compound(data: bytes) -> None:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            if any(file.exists(name) for name in ENCRYPTED_STREAMS):
                raise NotOpened("workbook_encrypted")
            if not any(file.exists(name) for name in XLS_STREAMS):
                raise NotOpened("workbook_not_readable")
    except (OSError, ValueError, IndexError) as error:
        raise NotOpened("workbook_not_readable") from error

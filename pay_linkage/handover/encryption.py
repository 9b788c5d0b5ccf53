"""Workbooks under a password, as Excel and WPS open them (ECMA-376 agile encryption: AES, SHA-512).

Everything happens in memory: an unencrypted workbook never gets onto the disk.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
from msoffcrypto.format.ooxml import OOXMLFile

from contracts.problem import Place, Problem, Refused

LONGEST = 255
"""Signs of a password that Excel takes."""


class NotOpened(Exception):
    """An encrypted workbook does not open with the password."""


def encrypted(data: bytes, password: str, file: str) -> bytes:
    """The workbook under the password; it has been opened with it once more. Raises ``Refused`` where it cannot be."""
    if not 0 < len(password) <= LONGEST:
        facts = {"most": str(LONGEST)}
        raise Refused([Problem("export_password_unusable", Place(file), facts=facts)])
    buffer = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(password, buffer)
    closed = buffer.getvalue()
    try:
        is_same = opened(closed, password) == data
    except NotOpened:
        is_same = False
    if not is_same:
        raise Refused([Problem("export_not_opened_again", Place(file))])
    return closed


def opened(data: bytes, password: str) -> bytes:
    """The workbook inside. Raises ``NotOpened`` where the password is another, or the file is none or damaged."""
    buffer = BytesIO()
    try:
        office = OOXMLFile(BytesIO(data))
        office.load_key(password=password, verify_password=True)
        office.decrypt(buffer, verify_integrity=True)
    except (DecryptionError, InvalidKeyError, FileFormatError, ParseError, OSError, ValueError, KeyError) as error:
        raise NotOpened from error
    return buffer.getvalue()


def is_encrypted(path: Path) -> bool:
    """Whether the file is wrapped as encrypted workbooks are."""
    with path.open("rb") as file:
        return file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

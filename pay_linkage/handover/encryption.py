"""Workbooks under a password, as Excel and WPS open them (ECMA-376 agile encryption: AES, SHA-512).

Everything happens in memory: an unencrypted workbook never gets onto the disk.
"""

from __future__ import annotations

from io import BytesIO

from msoffcrypto.format.ooxml import OOXMLFile

from contracts.encrypted_workbook import NotOpened, opened
from contracts.problem import Place, Problem, Refused

LONGEST = 255
"""Signs of a password that Excel takes."""


def encrypted(data: bytes, password: str, file: str) -> bytes:
    """The workbook under the password; it has been opened with it once more. Raises ``Refused`` where it cannot be."""
    if not 0 < len(password) <= LONGEST:
        facts = {"most": str(LONGEST)}
        raise Refused([Problem("export_password_unusable", Place(file), facts=facts)])
    buffer = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(password, buffer)
    closed = buffer.getvalue()
    if not _is_inside(data, closed, password):
        raise Refused([Problem("export_not_opened_again", Place(file))])
    return closed


def _is_inside(data: bytes, closed: bytes, password: str) -> bool:
    try:
        return opened(closed, password) == data
    except NotOpened:
        return False

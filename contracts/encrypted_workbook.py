"""Workbooks under a password (ECMA-376 agile encryption), opened in memory."""

from __future__ import annotations

from io import BytesIO

from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
from msoffcrypto.format.ooxml import OOXMLFile

WRAPPED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an encrypted workbook begins."""
REFUSED = (DecryptionError, InvalidKeyError, FileFormatError, ParseError, OSError, ValueError, KeyError, IndexError)


class NotOpened(Exception):
    """The workbook does not open: another password, or it is none, or it was changed."""


def opened(data: bytes, password: str) -> bytes:
    """The workbook inside, its integrity verified. Raises ``NotOpened``."""
    buffer = BytesIO()
    try:
        office = OOXMLFile(BytesIO(data))
        office.load_key(password=password, verify_password=True)
        office.decrypt(buffer, verify_integrity=True)
    except REFUSED as error:
        raise NotOpened from error
    return buffer.getvalue()

"""Files whose size is of no account: harm of a few KB, padded with megabytes that no reader looks at.

A file's size must not buy it memory or time (``confinement.limits``).
"""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

from tests.hostile import odd_sheets, xml_bombs, zip_bombs
from tests.hostile.family import Family
from tests.hostile.xlsx_bytes import MAIN, SHEET, Repeated, parts, with_bomb

PADDING = 8 * 1024**2
STOPPED = (*odd_sheets.STOPPED, "reading_broke_off")


def padded(of: Family) -> Family:
    """The family's file with a picture of eight megabytes."""

    def make(folder: Path) -> Path:
        path = of.make(folder)
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("xl/media/image1.png", random.Random(7).randbytes(PADDING))
        return path

    return Family(f"{of.name}, padded to 8 MB", make, of.outcome, of.units)


def _endless_row(folder: Path) -> Path:
    head = str(parts()[SHEET]).partition("<row")[0].encode()
    return with_bomb(folder, SHEET, Repeated(head + b'<row r="1">', b"<x/>" * 65_536, 400, b"</row></sheetData>"))


def _without_tags(folder: Path) -> Path:
    head = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
    return with_bomb(folder, SHEET, Repeated(head, b"a" * 1024**2, 120, b"</sheetData></worksheet>"))


PADDED = (
    *(family for family in zip_bombs.FAMILIES if "400 MB" in family.name),
    *(family for family in xml_bombs.FAMILIES if "million" in family.name or "attributes" in family.name),
    *(family for family in odd_sheets.FAMILIES if "120 MB" in family.name or "announced" in family.name),
    *(family for family in odd_sheets.FAMILIES if "eight million" in family.name or "last corner" in family.name),
)
FAMILIES = (
    *map(padded, PADDED),
    Family("a row of 26 million empty elements", _endless_row, STOPPED),
    Family("120 MB without a tag", _without_tags, STOPPED),
)

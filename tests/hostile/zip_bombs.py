"""Archives that unpack to far more than they are, or that say one thing and hold another."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.hostile.family import READ, Family, written
from tests.hostile.xlsx_bytes import MAIN, SHARED, SHEET, UNITS, Repeated, parts, with_bomb, workbook, zipped

MEGABYTE = 1024**2
OPEN = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
CLOSE = b"</sheetData></worksheet>"
BLANKS = b" " * MEGABYTE
TOO_LARGE = ("workbook_too_large",)
STOPPED = ("reading_too_much", "reading_too_long", "workbook_not_readable")


def _many_parts(folder: Path) -> Path:
    return workbook(folder, {f"xl/media/{number}": b"" for number in range(2500)})


def _a_part_twice(folder: Path) -> Path:
    buffer = io.BytesIO(zipped(parts()))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(SHEET.upper(), "<worksheet/>")
    return written(folder, "book.xlsx", buffer.getvalue())


def _another_name_within(folder: Path) -> Path:
    """The directory calls a part otherwise than the part calls itself."""
    data = zipped(parts())
    at = data.index(SHEET.encode())
    return written(folder, "book.xlsx", data[:at] + SHEET.replace("1", "2").encode() + data[at + len(SHEET) :])


def _one_part_for_all(folder: Path) -> Path:
    """Two hundred names for the same megabytes, as in Fifield's archives."""
    bomb = Repeated(b"<x>", BLANKS, 40, b"</x>")
    path = with_bomb(folder, SHARED, bomb)
    data = path.read_bytes()
    end = data.rindex(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    entry = data[data.rindex(b"PK\x01\x02", 0, end) : end]
    more = b"".join(entry.replace(b"sharedStrings", f"sharedStr{n:04}".encode()) for n in range(200))
    listing = data[start:end] + more
    count = (data[end + 10] + 200).to_bytes(2, "little")
    tail = data[end : end + 8] + count + count + len(listing).to_bytes(4, "little") + data[end + 16 :]
    path.write_bytes(data[:start] + listing + tail)
    return path


def _in_itself(folder: Path) -> Path:
    inner = zipped(parts())
    for _ in range(20):
        inner = zipped({"book.xlsx": inner})
    return workbook(folder, {"xl/embeddings/book.xlsx": inner})


def _huge_in_zip64(folder: Path) -> Path:
    data = bytearray(zipped(parts()))
    at = data.rindex(b"PK\x01\x02")
    data[at + 20 : at + 28] = b"\xff" * 8
    return written(folder, "book.xlsx", bytes(data))


def _past_the_end(folder: Path) -> Path:
    """A part that begins, by its own account, where the archive has ended."""
    data = bytearray(zipped(parts()))
    at = data.rindex(b"PK\x03\x04")
    data[at + 28 : at + 30] = (60_000).to_bytes(2, "little")
    return written(folder, "book.xlsx", bytes(data))


FAMILIES = (
    Family("a part of 600 MB", lambda f: with_bomb(f, SHEET, Repeated(OPEN, BLANKS, 600, CLOSE)), TOO_LARGE),
    Family("a sheet of 400 MB of blanks", lambda f: with_bomb(f, SHEET, Repeated(OPEN, BLANKS, 400, CLOSE)), STOPPED),
    Family(
        "a sheet of 400 MB that says it has 2 KB",
        lambda f: with_bomb(f, SHEET, Repeated(OPEN, BLANKS, 400, CLOSE), told=2048),
        STOPPED,
    ),
    Family(
        "shared strings of 400 MB that say they have 2 KB",
        lambda f: with_bomb(f, SHARED, Repeated(b"<sst><si><t>", b"a" * MEGABYTE, 400, b"</t></si></sst>"), told=2048),
        STOPPED,
    ),
    Family("a hundred names for the same megabytes", _one_part_for_all, TOO_LARGE),
    Family("archives in archives, twenty deep", _in_itself, READ, UNITS),
    Family("2,500 parts", _many_parts, TOO_LARGE),
    Family("a part twice, in other letters", _a_part_twice, ("workbook_not_readable",)),
    Family("a part under two names", _another_name_within, ("workbook_not_readable",)),
    Family("sizes of zip64 that are not there", _huge_in_zip64, ("workbook_not_readable", "workbook_too_large")),
    Family("a part that begins after the archive", _past_the_end, ("workbook_not_readable",)),
    Family(
        "parts that lead out of the folder",
        lambda f: workbook(f, {"../../../etc/cron.d/x": b"x", "/etc/passwd": b"x"}),
        READ,
        UNITS,
    ),
)

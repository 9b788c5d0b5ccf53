"""A workbook's bytes: the same content gives the same ones, and a disk that refuses says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from traceback import clear_frames

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

INERT = {"strings_to_formulas": False, "strings_to_urls": False}


def workbook_bytes(fill: Callable[[Workbook], None], cycle: int, *, title: str = "", scratch: Path | None) -> bytes:
    """What ``fill`` writes. With a folder ``scratch`` sheets are written row by row from the top and collected there
    (they hold people's data; nothing stays), without one in memory and in any order. Raises ``OSError``.
    """
    buffer = BytesIO()
    memory = {"in_memory": True} if scratch is None else {"constant_memory": True, "tmpdir": str(scratch)}
    workbook = Workbook(buffer, {**INERT, **memory})
    # The file speaks of the cycle's last day, not of the day on which it was made: so its bytes are the same each time.
    workbook.set_properties({"title": title, "created": datetime(cycle, 12, 31)})  # noqa: DTZ001
    fill(workbook)
    try:
        workbook.close()
    except FileCreateError as error:
        refused: OSError = error.args[0]
        clear_frames(refused.__traceback__)  # else its zip file closes itself after the buffer, with a complaint
        raise refused from None
    return buffer.getvalue()

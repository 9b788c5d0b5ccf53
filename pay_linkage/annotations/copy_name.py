"""The name of the checked copy: beside the input, and never in the place of another file."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

CHECKED = "-checked"
EARLIER = re.compile(rf"{CHECKED}(?:-[0-9]+)?$")


def copy_name(workbook: Path) -> Path:
    """``district.xlsx`` → ``district-checked.xlsx``; where that is taken, ``-checked-2``, ``-checked-3`` and so on.

    A checked copy that is mended and checked again may be somebody's work, so the next one stands beside it.
    """
    stem = EARLIER.sub("", workbook.stem)
    names = (f"{stem}{CHECKED}{'' if number == 1 else f'-{number}'}.xlsx" for number in count(1))
    return next(free for name in names if not _taken(free := workbook.with_name(name)))


def _taken(path: Path) -> bool:
    return path.exists() or path.is_symlink()

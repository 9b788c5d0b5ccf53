"""Putting a file where it belongs: there as a whole or not at all, and readable by its owner only."""

from __future__ import annotations

import secrets
from pathlib import Path

from pay_linkage.runs import durable


def place_file(target: Path, data: bytes) -> None:
    """Write ``data`` beside its place, sync it, and rename it into it. Raises ``StoreFailure``.

    What stood there before is replaced in one step; where the disk refuses, it still stands there.
    """
    beside = target.parent / f".{target.name}.{secrets.token_hex(4)}.part"
    try:
        durable.write_file(beside, data)
        durable.move_file(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise

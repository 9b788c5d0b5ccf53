"""The bytes of a small file that somebody names: schemes, layouts, settings, lists, parts of a backup."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def plain_bytes(path: Path, most: int = -1) -> bytes:
    """The first ``most`` bytes of the file at ``path``, all of them where ``most`` is negative.

    Raises ``OSError`` or ``ValueError`` where there is no such file; a pipe, which would keep the reader waiting, a
    device, which may have no end, and a link, which may lead anywhere, count as none.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return file.read(most)

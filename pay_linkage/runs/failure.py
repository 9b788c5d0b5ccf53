"""What goes wrong with the store itself, in both languages: the disk, the rights, a damaged run."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from contracts.exit_status import REFUSED, UNUSABLE
from contracts.problem import Language, Place, Problem
from pay_linkage.runs.object_path import Folder

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class StoreFailure(Exception):
    """The store cannot be written or read: one problem with its code and path (``UNUSABLE``).

    Nothing half-written is left as a run. The message names no person and no amount.
    """

    exit_status = UNUSABLE

    def __init__(self, code: str, path: Folder, **facts: str) -> None:
        self.code = code
        self.path = path
        self.problem = Problem(code, Place(str(path)), facts={"path": str(path), **facts})
        super().__init__(f"{code}: {path}")

    def sentence(self, lang: Language) -> str:
        """What is wrong and how to mend it."""
        return self.problem.sentence(lang)


class Forgotten(StoreFailure):
    """What is asked for is people's data that was forgotten: the store is as it should be (``REFUSED``)."""

    exit_status = REFUSED


@contextmanager
def coded(path: Folder) -> Iterator[None]:
    """Turn what the operating system refuses at ``path`` into a ``StoreFailure``."""
    try:
        yield
    except OSError as error:
        raise StoreFailure(_code(error), path, cause=errno.errorcode.get(error.errno or 0, "?")) from error


def _code(error: OSError) -> str:
    if error.errno in FULL:
        return "store_full"
    if error.errno == errno.ENOENT:
        return "store_file_missing"
    return "store_not_permitted" if error.errno in FORBIDDEN else "store_not_working"

"""Files for somebody outside the store: private, whole, and never in the place of others."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from contracts.problem import Place, Problem, Refused
from pay_linkage.runs import durable
from pay_linkage.runs.failure import coded


def refuse_taken(path: Path) -> None:
    """Raise ``Refused`` where there is something at ``path`` already: it may be somebody's work."""
    with coded(path):
        taken = path.exists() or path.is_symlink()
    if taken:
        raise _taken(path)


def _taken(path: Path) -> Refused:
    return Refused([Problem("output_taken", Place(str(path)))])


def hand_out(path: Path, data: bytes) -> None:
    """Write ``data`` to the new private file ``path``. Raises ``Refused`` where it is taken, else ``StoreFailure``."""
    refuse_taken(path)
    durable.write_file(path, data)


def hand_out_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write ``files`` (path inside, bytes) into the new private folder ``path``, and give their number.

    The folder is there with all of them or not at all. Raises ``Refused`` where it is taken, else ``StoreFailure``.
    """
    with new_folder(path) as beside:
        return write_all(beside, files)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A private folder to write into, which becomes ``path`` where that ends well and is removed where it does not.

    Raises ``Refused`` where ``path`` is taken, before or in the meantime, else ``StoreFailure``.
    """
    refuse_taken(path)
    durable.ensure_folder(path.parent)
    beside = path.parent / f".{path.name}.{secrets.token_hex(4)}.part"
    durable.make_folder(beside)
    try:
        yield beside
        if not durable.move_folder(beside, path):
            raise _taken(path)
    finally:
        durable.remove_folder(beside)


def write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write ``files`` (path inside, bytes) into the private folder, synced; gives their number."""
    folders, written = {folder}, 0
    for name, data in files:
        target = folder / name
        if target.parent not in folders:
            durable.ensure_folder(target.parent)
            folders.add(target.parent)
        durable.write_file(target, data)
        written += 1
    for each in folders:
        durable.sync_folder(each)
    return written

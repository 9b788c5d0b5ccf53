"""Files for somebody outside the store: private, whole, and never in the place of others."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from contracts.problem import Place, Problem, Refused
from pay_linkage.runs import durable
from pay_linkage.runs.failure import StoreFailure, coded


def refuse_taken(path: Path) -> None:
    """Raise ``Refused`` where there is something at ``path`` already: it may be somebody's work.

    So it is where something that is no folder stands in the way to it, which is better known before hours of work.
    """
    with _told_of_output(path), coded(path):
        taken = path.exists() or path.is_symlink()
    if taken:
        raise _taken(path)
    refuse_no_folder(path)


def _taken(path: Path) -> Refused:
    return Refused([Problem("output_taken", Place(str(path)))])


def refuse_no_folder(path: Path) -> None:
    """Raise ``Refused`` where the nearest of the path's folders that is there is none."""
    with _told_of_output(path), coded(path):
        nearest = next(parent for parent in path.absolute().parents if parent.exists() or parent.is_symlink())
        if nearest.is_dir():
            return
    raise Refused([Problem("output_no_folder", Place(str(path)), value=str(nearest))])


def hand_out(path: Path, data: bytes) -> None:
    """Write ``data`` to the new private file ``path``; folders that are missing are made, and private.

    Raises ``Refused`` where it is taken, else ``StoreFailure``.
    """
    refuse_taken(path)
    with _told_of_output(path):
        durable.ensure_folder(path.parent)
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
    beside = path.parent / f".{path.name}.{secrets.token_hex(4)}.part"
    with _told_of_output(path):
        durable.ensure_folder(path.parent)
        durable.make_folder(beside)
    try:
        yield beside
        if not durable.move_folder(beside, path):
            raise _taken(path)
    finally:
        durable.remove_folder(beside)


@contextmanager
def _told_of_output(path: Path) -> Iterator[None]:
    """Tell a failure to write ``path`` as one of a file that is to be made, not of a store that has lost one."""
    try:
        yield
    except StoreFailure as failure:
        if failure.code == "store_full":
            raise
        raise StoreFailure("output_not_written", path, cause=failure.problem.facts["cause"]) from failure


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

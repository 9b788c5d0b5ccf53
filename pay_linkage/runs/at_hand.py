"""Folders of a store as files on this machine: where they are, or a private copy of a bucket's while it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pay_linkage.runs import durable, staging
from pay_linkage.runs.disk import Disk
from pay_linkage.runs.store import Store


@contextmanager
def at_hand(store: Store, folders: Iterable[tuple[str, str]]) -> Iterator[Path]:
    """The folder below which each of ``folders`` (kind, name) stands as ``KIND/NAME``; what is not there is left out.

    A copy is locked while its process lives and gone at the end; what a killed process left goes with the next write.
    Nothing that is written there gets into the store. Raises ``StoreFailure``.
    """
    if isinstance(store.place, Disk):
        yield store.root
        return
    with staging.staged(store.place.scratch, "at-hand") as root:
        for kind, name in folders:
            for inside, file in store.place.files(kind, name).items():
                target = root / kind / name / inside
                durable.ensure_folder(target.parent)
                durable.write_file(target, file.read_bytes())
        yield root

"""A store on this machine's disks or on a shared file system: a folder is written beside its place, then renamed.

A crash at any point leaves the folder or none.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from pay_linkage.runs import durable, staging
from pay_linkage.runs.failure import coded
from pay_linkage.runs.object_path import Folder
from pay_linkage.runs.place import Write


class Disk:
    """Folders below ``root``, which is made when the first one is written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def scratch(self) -> Path:
        """In the store: a folder is renamed from there."""
        return self.root / "staging"

    def __str__(self) -> str:
        return str(self.root)

    def at(self, kind: str, name: str) -> Path:
        """Its path, whether it is there or not."""
        return self.root / kind / name

    def names(self, kind: str) -> list[str]:
        """What stands there, strangers too."""
        folder = self.root / kind
        with coded(folder):
            return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def folder(self, kind: str, name: str) -> Path | None:
        """Its path, where something bears the name."""
        path = self.at(kind, name)
        with coded(path):
            return path if path.exists() else None

    def put(self, kind: str, name: str, write: Write) -> Path:
        """Written beside its place, synced, and renamed into it."""
        target = self.at(kind, name)
        if self.folder(kind, name) is not None:
            return target
        for folder in (self.root, target.parent):
            durable.ensure_folder(folder)
        with staging.staged(self.scratch, name) as folder, coded(folder):
            write(folder)
            durable.move_folder(folder, target)
        return target

    def beside(self, kind: str, name: str) -> Path:
        """A folder like any other."""
        return self.at(kind, name)

    def files(self, kind: str, name: str) -> dict[str, Folder]:
        """Whatever is below the folder and is no folder."""
        folder = self.at(kind, name)
        with coded(folder):
            paths = sorted(path for path in folder.rglob("*") if not path.is_dir())
        return {path.relative_to(folder).as_posix(): path for path in paths}

    def probe(self) -> None:
        """By a file that is gone again."""
        probe = self.root / f".health.{secrets.token_hex(4)}"
        durable.ensure_folder(self.root)
        durable.write_file(probe, b"")
        durable.remove_files([probe])

    def left_behind(self) -> list[Folder]:
        """Folders of writers that died before theirs was whole."""
        return list(staging.left_behind(self.scratch))

    def clean(self) -> list[Folder]:
        """Remove them."""
        return list(staging.clean(self.scratch))

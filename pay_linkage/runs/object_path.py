"""A place in a bucket, read as ``pathlib`` reads a folder or a file: as much of it as readers of runs need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pay_linkage.runs.bucket import Bucket


@dataclass(frozen=True, slots=True)
class ObjectPath:
    """The objects whose keys begin with ``key``, or the one object of that key.

    ``bears`` is the name of a folder that is kept under another key than its name.
    """

    bucket: Bucket
    key: str
    bears: str | None = None

    @property
    def name(self) -> str:
        """The last part, or the name that a folder bears."""
        return self.bears or self.key.rpartition("/")[2]

    @property
    def parent(self) -> ObjectPath:
        """The folder that it is in."""
        return ObjectPath(self.bucket, self.key.rpartition("/")[0])

    def __truediv__(self, relative: str) -> ObjectPath:
        return ObjectPath(self.bucket, f"{self.key}/{relative}")

    def __str__(self) -> str:
        return self.bucket.shown(self.key)

    def __lt__(self, other: ObjectPath) -> bool:
        return self.key < other.key

    def read_bytes(self) -> bytes:
        """The object's bytes. Raises ``StoreFailure``."""
        return self.bucket.read(self.key)

    def rglob(self, pattern: str) -> Iterator[ObjectPath]:  # noqa: ARG002  (always "*": every object below)
        """Every object below."""
        return (ObjectPath(self.bucket, key) for key in self.bucket.keys(self.key))

    def iterdir(self) -> Iterator[ObjectPath]:
        """Objects and folders right below."""
        return (self / name for name in self.bucket.names(self.key))

    def is_dir(self) -> bool:
        """Whether anything stands below."""
        return bool(self.bucket.names(self.key))

    def exists(self) -> bool:
        """Whether it is an object, or anything stands below."""
        return bool(self.bucket.keys(self.key))

    def resolve(self) -> ObjectPath:
        """Itself: a key is whole."""
        return self

    def as_uri(self) -> str:
        """Its address."""
        return str(self)

    def is_file(self) -> bool:
        """Whether it is an object."""
        return self.key in self.bucket.keys(self.key)


Folder = Path | ObjectPath
"""Where a run, or a publication, is read."""

"""Where a store keeps its folders: on a disk, or in a bucket. Each folder is there as a whole or not at all.

Belongs here: what both kinds promise, and which of them a store's name means. Stays out: how each keeps the promise
(``disk``, ``objects``), and what a run is (``store``).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from contracts.problem import Place as Where
from contracts.problem import Problem, Refused
from pay_linkage.runs.object_path import Folder

Write = Callable[[Path], None]
"""Writes all files of a folder into the empty private folder that it is given, and syncs them."""


class Place(Protocol):
    """Folders by kind (``runs``, ``publications``) and name; none is ever changed."""

    @property
    def root(self) -> Path:
        """The folder on this machine's disks. Raises ``Refused`` where there is none."""

    @property
    def scratch(self) -> Path:
        """Where on this machine what is made meanwhile stands, each in a locked private folder (``staging``)."""

    def __str__(self) -> str:
        """As the user gave it."""

    def at(self, kind: str, name: str) -> Folder:
        """Where the folder of this name belongs, for messages."""

    def names(self, kind: str) -> list[str]:
        """Names of what is there whole, sorted; strangers among them too."""

    def folder(self, kind: str, name: str) -> Folder | None:
        """Where the folder is read, or nothing where there is none."""

    def put(self, kind: str, name: str, write: Write) -> Folder:
        """The folder of this name, written now unless it is there; of several writers the first to finish has won."""

    def beside(self, kind: str, name: str) -> Folder:
        """Where single files about a run are kept beside it: receipts, verdicts. Each is put there as a whole."""

    def files(self, kind: str, name: str) -> dict[str, Folder]:
        """Path inside → where each file of a folder, or of what is beside the runs, is read; in order."""

    def probe(self) -> None:
        """Return where the place can be written. Raises ``StoreFailure``, ``Refused``."""

    def left_behind(self) -> list[Folder]:
        """What writers that died left, and what readers therefore never see."""

    def clean(self) -> list[Folder]:
        """Remove what writers that died left behind; gives what was removed. Living writers are not disturbed."""


def absolute_root(root: str) -> str:
    """A store's name that means the same wherever a process stands: a URL as it is, a path from the root on."""
    return root if "://" in root else str(Path(root).resolve())


def place_of(root: str | Path) -> Place:
    """The place that a store's name means: a folder, or ``s3://BUCKET/PREFIX``.

    Raises ``Refused`` for any other URL: a protocol without a write that succeeds only where nothing is there cannot
    keep the promise that a run is there as a whole, once, or not at all.
    """
    protocol, is_url, _ = str(root).partition("://")
    if not is_url:
        if "s3:" in Path(root).parts:  # a slash too few: people's data would get into a folder of that name
            raise Refused([Problem("store_url_malformed", Where(""), value=str(root))])
        from pay_linkage.runs.disk import Disk  # noqa: PLC0415  (both import this module)

        return Disk(Path(root))
    if protocol != "s3":
        raise Refused([Problem("store_protocol_refused", Where(""), value=protocol)])
    from pay_linkage.runs.objects import Objects  # noqa: PLC0415  (only where a store is in a bucket)

    return Objects(str(root))

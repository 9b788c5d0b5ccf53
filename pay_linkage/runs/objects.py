"""A store in a bucket: a folder is uploaded under a key of its writer's own, and then one object makes it count.

A bucket renames nothing. So each writer uploads all files below ``uploads/NAME.RANDOM/``, where no reader looks, and
puts ``KIND/NAME`` last, only if there is none yet: that object names the upload, and from then on the folder is there,
whole. A writer that dies before leaves an upload that nobody sees; a writer that comes second removes its own.
docs/decisions/object-storage.md tells what is promised.
"""

from __future__ import annotations

import json
import secrets
import time
from datetime import datetime, timedelta
from pathlib import Path

from contracts.problem import Place, Problem, Refused
from pay_linkage.runs import staging
from pay_linkage.runs.bucket import Bucket
from pay_linkage.runs.canonical import canonical_json
from pay_linkage.runs.failure import StoreFailure, coded
from pay_linkage.runs.object_path import Folder, ObjectPath
from pay_linkage.runs.place import Write
from pay_linkage.runs.private_cache import private_cache

UPLOADS = "uploads"
PROGRESS = "progress"
KINDS = ("runs", "publications", PROGRESS)
FINISHED_WITHIN = timedelta(hours=12)
"""A writer that took longer gives up, because its upload may be taken for one that was left behind."""
LEFT_AFTER = timedelta(hours=24)
"""An upload that does not count and is older, by the server's clock, was left behind."""


class Objects:
    """Folders below ``s3://BUCKET/PREFIX``."""

    def __init__(self, url: str) -> None:
        self._bucket = Bucket(url)

    @property
    def root(self) -> Path:
        """There is none: what needs files on a disk is refused."""
        raise Refused([Problem("store_needs_folder", Place(str(self)))])

    @property
    def scratch(self) -> Path:
        """In the user's own cache."""
        return private_cache("staging")

    def __str__(self) -> str:
        return self._bucket.shown()

    def at(self, kind: str, name: str) -> ObjectPath:
        """The object that would make it count."""
        return self._bucket.path(f"{kind}/{name}")

    def names(self, kind: str) -> list[str]:
        """The names that count."""
        return self._bucket.names(kind)

    def folder(self, kind: str, name: str) -> ObjectPath | None:
        """The upload that the name stands for. Raises ``StoreFailure`` where it is not readable."""
        if name not in self.names(kind):
            return None
        return self._upload(kind, name)

    def put(self, kind: str, name: str, write: Write) -> Folder:
        """Written here, uploaded, and made to count by one conditional write."""
        there = self.folder(kind, name)
        if there is not None:
            return there
        self._bucket.server_time()
        upload, started = f"{name}.{secrets.token_hex(8)}", time.monotonic()
        with staging.staged(self.scratch, name) as folder, coded(folder):
            write(folder)
            for file in sorted(path for path in folder.rglob("*") if path.is_file()):
                relative = file.relative_to(folder).as_posix()
                self._bucket.write(f"{UPLOADS}/{upload}/{relative}", file.read_bytes())
        if time.monotonic() - started > FINISHED_WITHIN.total_seconds():
            raise StoreFailure("store_upload_too_slow", self._bucket.path(f"{UPLOADS}/{upload}"))
        if not self._bucket.write_new(f"{kind}/{name}", canonical_json({"upload": upload})):
            self._bucket.remove(self._bucket.keys(f"{UPLOADS}/{upload}"))
        return self._upload(kind, name)

    def beside(self, kind: str, name: str) -> ObjectPath:
        """Objects under that key, each of which counts by itself."""
        return self._bucket.path(f"{kind}/{name}")

    def files(self, kind: str, name: str) -> dict[str, Folder]:
        """The objects of the upload that counts, or those beside the runs."""
        folder = self.folder(kind, name) if kind in KINDS else self.beside(kind, name)
        keys = [] if folder is None else self._bucket.keys(folder.key)
        return {key[len(folder.key) + 1 :]: self._bucket.path(key) for key in keys} if folder else {}

    def probe(self) -> None:
        """By an object that is gone again, and that the server was asked to put only once."""
        self._bucket.server_time()

    def left_behind(self) -> list[Folder]:
        """Uploads that do not count and are older than any writer at work."""
        old = self._uncounted()
        now = self._bucket.server_time() if old else None
        return [self._bucket.path(f"{UPLOADS}/{name}") for name, since in old if now and now - since > LEFT_AFTER]

    def clean(self) -> list[Folder]:
        """Remove them, and what dead writers left on this machine's disk."""
        removed: list[Folder] = list(staging.clean(self.scratch))
        for upload in self.left_behind():
            self._bucket.remove([path.key for path in upload.rglob("*") if isinstance(path, ObjectPath)])
            removed.append(upload)
        return removed

    def _upload(self, kind: str, name: str) -> ObjectPath:
        pointer = self._bucket.path(f"{kind}/{name}")
        try:
            upload = json.loads(pointer.read_bytes())["upload"]
        except (ValueError, KeyError, TypeError) as error:
            raise StoreFailure("store_pointer_changed", pointer) from error
        if not isinstance(upload, str) or not upload.startswith(f"{name}.") or "/" in upload:
            raise StoreFailure("store_pointer_changed", pointer)
        return self._bucket.path(f"{UPLOADS}/{upload}", bears=name)

    def _uncounted(self) -> list[tuple[str, datetime]]:
        """Uploads that no name stands for, and since when each is there."""
        counted = {self._upload(kind, name).key for kind in KINDS for name in self.names(kind)}
        return [
            (name, min(ages.values()))
            for name in self._bucket.names(UPLOADS)
            if f"{UPLOADS}/{name}" not in counted and (ages := self._bucket.ages(f"{UPLOADS}/{name}"))
        ]

"""A bucket of an S3-compatible store, as much of it as the run store needs; all calls to it go through this module.

Credentials, region and endpoint come from the environment or from AWS's own files, never from the URL.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from contracts.problem import Place, Problem, Refused
from pay_linkage.runs.failure import StoreFailure
from pay_linkage.runs.object_path import ObjectPath

PROTOCOL = "s3"
URL = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?P<prefix>[^/?#@:]+(?:/[^/?#@:]+)*))?/?")
OPTIONS = {"connect_timeout": 10, "read_timeout": 60, "retries": {"max_attempts": 3}}


class Bucket:
    """The objects below ``s3://BUCKET/PREFIX``; keys are relative to it.

    Failures are ``StoreFailure``; where there is no such bucket, whatever is asked of it is ``Refused``.
    """

    def __init__(self, url: str) -> None:
        found = URL.fullmatch(url)
        if found is None or ".." in url.split("/"):
            raise Refused([Problem("store_url_malformed", Place(""), value=url.rpartition("@")[2])])
        prefix = found["prefix"]
        self._root = f"{found['bucket']}/{prefix}" if prefix else found["bucket"]
        self._files = _file_system()

    def shown(self, key: str = "") -> str:
        """The key as a URL."""
        return f"{PROTOCOL}://{self._root}/{key}".rstrip("/")

    def read(self, key: str) -> bytes:
        """The object's bytes."""
        with self._coded(key):
            data: bytes = self._files.cat_file(self._full(key))
        return data

    def write(self, key: str, data: bytes) -> None:
        """Put an object, in the place of any that is there."""
        with self._coded(key):
            self._files.pipe_file(self._full(key), data)

    def write_new(self, key: str, data: bytes) -> bool:
        """Put an object where there is none; false where there is one. The server decides, in one step.

        A try whose answer was lost may have put it: then the retry finds it there, and so this gives true where what is
        there is ``data``.
        """
        with self._coded(key):
            try:
                self._files.pipe_file(self._full(key), data, mode="create")
            except FileExistsError:
                return self.read(key) == data
        return True

    def names(self, key: str) -> list[str]:
        """Names of the objects and folders right below, sorted."""
        with self._coded(key):
            try:
                found = self._files.ls(self._full(key), detail=False, refresh=True)
            except FileNotFoundError as error:
                if _lacks_bucket(error):
                    raise
                return []
        own = self._full(key)
        return sorted(path.rpartition("/")[2] for path in found if path.rstrip("/") != own)

    def keys(self, key: str) -> list[str]:
        """The keys of all objects below, and of the object itself, sorted."""
        return sorted(self.ages(key))

    def ages(self, key: str) -> dict[str, datetime]:
        """The keys of all objects below, and when the server took each."""
        with self._coded(key):
            try:
                found = self._files.find(self._full(key), detail=True, refresh=True)
            except FileNotFoundError as error:
                if _lacks_bucket(error):
                    raise
                return {}
        return {path[len(self._root) + 1 :]: details["LastModified"] for path, details in found.items()}

    def remove(self, keys: list[str]) -> None:
        """Remove objects; those that are gone already are no failure."""
        with self._coded(keys[0] if keys else ""):
            self._files.rm([self._full(key) for key in keys])

    def server_time(self) -> datetime:
        """What time it is by the server's clock; raises ``Refused`` where it does not keep to conditional writes.

        A server that puts a second object in the place of the first although it was told not to would let two writers
        of one run both believe that theirs is the run.
        """
        key = f"probes/{secrets.token_hex(8)}"
        try:
            kept = self.write_new(key, b"1") and not self.write_new(key, b"2") and self.read(key) == b"1"
            if not kept:
                raise Refused([Problem("store_without_conditional_writes", Place(self.shown()))])
            return self.ages(key)[key]
        finally:
            self.remove([key])

    def path(self, key: str, bears: str | None = None) -> ObjectPath:
        """The place of that key."""
        return ObjectPath(self, key, bears)

    def _full(self, key: str) -> str:
        return f"{self._root}/{key}".rstrip("/")

    @contextmanager
    def _coded(self, key: str) -> Iterator[None]:
        """Turn what the server or the way to it refuses into a ``StoreFailure``, or ``Refused`` without the bucket."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  (an extra, slow to import)

        try:
            yield
        except FileNotFoundError as error:
            if _lacks_bucket(error):
                bucket = self._root.partition("/")[0]
                raise Refused([Problem("store_bucket_none", Place(self.shown()), value=bucket)]) from error
            raise StoreFailure("store_file_missing", self.path(key)) from error
        except PermissionError as error:
            raise StoreFailure("store_not_permitted", self.path(key), cause=type(error).__name__) from error
        except (OSError, BotoCoreError, ClientError) as error:
            raise StoreFailure("store_not_reached", self.path(key), cause=type(error).__name__) from error


def _lacks_bucket(error: FileNotFoundError) -> bool:
    """Whether it is the bucket that is not there, and not only the object."""
    answer = getattr(error.__cause__, "response", {})
    return bool(answer.get("Error", {}).get("Code") == "NoSuchBucket")


def _file_system() -> Any:
    """Fsspec's S3, that remembers nothing: another process may have written meanwhile."""
    import fsspec  # noqa: PLC0415  (only where a store is in a bucket)

    try:
        return fsspec.filesystem(
            PROTOCOL, use_listings_cache=False, skip_instance_cache=True, config_kwargs=dict(OPTIONS)
        )
    except ImportError:
        raise Refused([Problem("store_needs_s3fs", Place(""))]) from None

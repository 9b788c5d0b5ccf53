"""A run as it is read back; every file is compared with the manifest's hash before it is used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from pydantic_core import from_json

from contracts.input_table import Origin, origin_of
from pay_linkage.runs.canonical import sha256
from pay_linkage.runs.failure import Forgotten, StoreFailure, coded
from pay_linkage.runs.layout import FORGOTTEN, MANIFEST, ORIGINS, SCHEME, input_path, names_nobody, table_path
from pay_linkage.runs.manifest import Manifest
from pay_linkage.runs.object_path import Folder
from pay_linkage.runs.tables import parquet_frame


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run's folder and manifest. Reading raises ``StoreFailure`` where a file is missing or not the one written."""

    path: Folder
    manifest: Manifest

    @property
    def name(self) -> str:
        """The run's id, by which it is quoted."""
        return self.manifest.run_id

    @property
    def cycle(self) -> int:
        """The calendar year."""
        return self.manifest.cycle

    @property
    def scheme_name(self) -> str:
        """The name of the scheme, as the scheme itself gives it."""
        return self.manifest.scheme.name

    @property
    def versions(self) -> Mapping[str, str]:
        """Versions of what calculated."""
        return self.manifest.versions

    def file(self, relative: str) -> bytes:
        """The bytes of a file of the run by its path in the folder."""
        path = self.path / relative
        if self.is_forgotten and not names_nobody(relative):
            raise Forgotten("run_forgotten", self.path, run=self.manifest.run_id)
        with coded(path):
            data = path.read_bytes()
        if sha256(data) != self.manifest.files.get(relative):
            raise StoreFailure("run_file_changed", path)
        return data

    def table(self, name: str) -> pl.DataFrame:
        """A result table (rulebook §11)."""
        return parquet_frame(self.file(table_path(name)))

    def input(self, name: str) -> pl.DataFrame:
        """An input table as the run read it (rulebook §10), with ``_row``."""
        return parquet_frame(self.file(input_path(name)))

    @property
    def is_forgotten(self) -> bool:
        """Whether the people's data of the run was forgotten (``pay-linkage forget``)."""
        return (self.path / FORGOTTEN).exists()

    @property
    def input_names(self) -> tuple[str, ...]:
        """Names of the input tables that the run holds."""
        return tuple(sorted(Path(name).stem for name in self.manifest.files if name == input_path(Path(name).stem)))

    @property
    def origins(self) -> Mapping[str, Origin]:
        """Where each input table was read."""
        return {name: origin_of(where) for name, where in json.loads(self.file(ORIGINS)).items()}

    @property
    def scheme_bytes(self) -> bytes:
        """The scheme file, byte for byte."""
        return self.file(SCHEME)


def stored_run(path: Folder) -> StoredRun:
    """The run in the folder ``path``. Raises ``StoreFailure`` where its manifest is missing or was changed."""
    file = path / MANIFEST
    with coded(file):
        data = file.read_bytes()
    try:
        manifest = _manifest(from_json(data))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreFailure("run_manifest_changed", file) from error
    if manifest.run_id != path.name or manifest.as_json() != data:
        raise StoreFailure("run_manifest_changed", file)
    return StoredRun(path, manifest)


def _manifest(whole: dict[str, Any]) -> Manifest:
    whole.pop("content_hash")
    return Manifest.model_validate_json(json.dumps(whole))

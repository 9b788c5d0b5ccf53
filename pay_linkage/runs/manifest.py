"""A run's manifest: what the run was made from, what it came to, and a hash of every file (rulebook §8).

Only ``made`` (when, who, why, how long) may differ between two runs of the same inputs; all else is under
``content_hash``.
"""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from typing import Any, Literal

import polars as pl
from pydantic import AwareDatetime, BaseModel, ConfigDict, field_validator

from pay_linkage.runs.canonical import canonical_json, sha256
from pay_linkage.runs.run_id import PACKAGE, VERSION, Identity

FORMAT = 1
"""Version of the run folder's layout."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class SchemeName(_Part):
    """The scheme of a run: its name, title in both languages (``en``, ``zh``), and the SHA-256 of its file."""

    name: str
    title: dict[str, str]
    sha256: str


class ControlTotals(_Part):
    """What the payroll file must add up to: ``amount`` in yuan with two decimals, and the same in cents.

    There are no totals by unit: a unit of one person would show that person's pay.
    """

    people: int
    lines: int
    amount: str
    cents: int
    held_cents: int


class TableContent(_Part):
    """Rows of a result table, and the SHA-256 of its cells however the file is encoded."""

    rows: int
    sha256: str


class Step(_Part):
    """A step of the run: how long it took, and how many rows it made."""

    step: str
    seconds: float
    rows: int | None = None


class Made(_Part):
    """When (UTC), by whom and why a run was made, and how long its steps took: no part of its content."""

    at: AwareDatetime
    by: str
    why: str = ""
    steps: tuple[Step, ...] = ()

    @field_validator("at")
    @classmethod
    def _utc(cls, at: datetime) -> datetime:
        return at.astimezone(UTC)


class Manifest(_Part):
    """The manifest of a run; ``files`` are the SHA-256 of all files of its folder but the manifest, by relative path.

    ``left_out`` gives for each file that a run usually has and this one has not the code of the reason.
    """

    format: Literal[1]
    run_id: str
    cycle: int
    scheme: SchemeName
    inputs: dict[str, str]
    versions: dict[str, str]
    parent: str | None
    corrections: str | None
    control_totals: ControlTotals
    tables: dict[str, TableContent]
    files: dict[str, str]
    left_out: dict[str, str]
    made: Made

    @property
    def content_hash(self) -> str:
        """SHA-256 over the canonical JSON of everything but ``made``."""
        return sha256(canonical_json(self._content()))

    @property
    def identity(self) -> Identity:
        """What the run was made from."""
        return Identity(
            self.cycle, self.scheme.sha256, self.inputs, self.parent, self.corrections, self.versions[PACKAGE]
        )

    def as_json(self) -> bytes:
        """The manifest as ``manifest.json`` holds it, its content hash included."""
        whole = self.model_dump(mode="json") | {"content_hash": self.content_hash}
        return canonical_json(whole)

    def _content(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude={"made"})


def versions(package: str = VERSION) -> dict[str, str]:
    """Versions of what calculated: the product (as its identity says), Polars, Python."""
    return {PACKAGE: package, "polars": pl.__version__, "python": platform.python_version()}

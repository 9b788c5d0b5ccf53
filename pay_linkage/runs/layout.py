"""What stands where in a run's folder."""

from __future__ import annotations

MANIFEST = "manifest.json"
SCHEME = "scheme.yaml"
ORIGINS = "inputs/origins.json"
FORGOTTEN = "forgotten.json"
"""The tombstone of a run whose people's data was forgotten; no part of the run, so the manifest knows nothing of it."""


def input_path(table: str) -> str:
    """Path of an input table."""
    return f"inputs/{table}.parquet"


def table_path(table: str) -> str:
    """Path of a result table."""
    return f"tables/{table}.parquet"


def names_nobody(file: str) -> bool:
    """Whether a file of a run holds nothing of any person, so that it stays when people are forgotten."""
    return file in {MANIFEST, SCHEME, table_path("unit_results")}

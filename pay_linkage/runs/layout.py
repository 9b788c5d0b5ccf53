"""What stands where in a run's folder."""

from __future__ import annotations

MANIFEST = "manifest.json"
SCHEME = "scheme.yaml"
ORIGINS = "inputs/origins.json"


def input_path(table: str) -> str:
    """Path of an input table."""
    return f"inputs/{table}.parquet"


def table_path(table: str) -> str:
    """Path of a result table."""
    return f"tables/{table}.parquet"

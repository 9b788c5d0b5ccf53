"""Facts from public test suites that lie beside the project: ranks, largest remainders, rounding, proration."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

BESIDE = Path(__file__).resolve().parents[2].parent / "shared"
FILE = Path(os.environ.get("PAY_LINKAGE_SHARED", BESIDE)) / "data" / "golden_vectors.json"
VECTORS: dict[str, Any] = json.loads(FILE.read_text("utf-8")) if FILE.is_file() else {}

needed = pytest.mark.skipif(
    not VECTORS, reason="no golden vectors: set PAY_LINKAGE_SHARED to the folder that holds data/golden_vectors.json"
)


def vectors(name: str) -> list[dict[str, Any]]:
    """The cases of one kind; none where the file is not on this machine."""
    found = VECTORS.get(name, [])
    cases: list[dict[str, Any]] = found["cases"] if isinstance(found, dict) else found
    return cases

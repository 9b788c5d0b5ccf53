from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def real_data() -> Path:
    """The folder of real data: PAY_LINKAGE_SHARED, else ``../shared`` beside the project."""
    beside = Path(__file__).resolve().parents[2].parent / "shared"
    folder = Path(os.environ.get("PAY_LINKAGE_SHARED", beside)) / "data"
    if not folder.is_dir():
        pytest.skip(f"the real data are not on this machine ({folder})")
    return folder

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from canary_shell import Shell


@pytest.fixture
def shell(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Shell]:
    """A user's place, under a mask that forbids nothing or the one that a test is given."""
    for name in ("tmp", "home", "out"):
        (tmp_path / name).mkdir(mode=0o700)
    for variable in ("TMPDIR", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / {"TMPDIR": "tmp", "HOME": "home"}[variable]))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path / "home")
    monkeypatch.setenv("PAY_LINKAGE_LANG", "zh")
    monkeypatch.setenv("PAY_LINKAGE_STORE", str(tmp_path / "store"))
    before = os.umask(getattr(request, "param", 0))
    yield Shell(tmp_path, capfd, monkeypatch)
    os.umask(before)

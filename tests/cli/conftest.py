from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from canary_shell import Shell


@pytest.fixture
def shell(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    for name in ("tmp", "home", "out"):
        (tmp_path / name).mkdir()
    for variable in ("TMPDIR", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / {"TMPDIR": "tmp", "HOME": "home"}[variable]))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path / "home")
    monkeypatch.setenv("PAY_LINKAGE_LANG", "zh")
    return Shell(tmp_path, capfd, monkeypatch)

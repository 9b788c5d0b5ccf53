"""What a killed process cannot show: all of a run is synced before it gets its name, and then the name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from small_run import small_run

from pay_linkage.runs import Store, durable


class RecordingOs:
    """``os`` that notes which path is synced, and when the rename happens."""

    def __init__(self) -> None:
        self.synced: list[str] = []
        self._paths: dict[int, str] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: Path, *options: int) -> int:
        descriptor = os.open(path, *options)
        self._paths[descriptor] = str(path)
        return descriptor

    def fsync(self, descriptor: int) -> None:
        os.fsync(descriptor)
        self.synced.append(self._paths[descriptor])

    def rename(self, source: Path, target: Path) -> None:
        os.rename(source, target)  # noqa: PTH104 - as the store does it
        self.synced.append("rename")


def test_all_is_synced_before_the_rename_and_the_name_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = RecordingOs()
    monkeypatch.setattr(durable, "os", recording)
    run = Store(tmp_path / "store").write(small_run())
    before, after = recording.synced[: recording.synced.index("rename")], recording.synced[-1:]
    staged = [path for path in before if "/staging/" in path]
    root = staged[-1]  # of all that is in it, its own list of names comes last
    written = {"", *(f"/{path.relative_to(run)}" for path in run.rglob("*"))}
    assert {path.removeprefix(root) for path in staged} == written
    assert after == [str(tmp_path / "store" / "runs")]
    assert {str(tmp_path), str(tmp_path / "store")} <= set(before)

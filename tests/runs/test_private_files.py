"""Files are for their owner alone, whatever the umask (promise 20)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_run import small_run
from whole_or_none import modes

from pay_linkage.runs import Store


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_and_folders_are_private(umask: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        Store(tmp_path / "new" / "store").write(small_run())
    finally:
        os.umask(before)
    assert modes(tmp_path / "new") == ({"0o600"}, {"0o700"})


def test_what_a_file_maker_keeps_on_disk_stands_in_a_private_folder(tmp_path: Path) -> None:
    seen = []

    def maker(scratch: Path) -> bytes:
        seen.append((scratch.parent, oct(scratch.stat().st_mode)))
        return b""

    before = os.umask(0)
    try:
        Store(tmp_path).write(small_run(files={"payroll/payroll.xlsx": maker}))
    finally:
        os.umask(before)
    assert seen == [(tmp_path / "staging", "0o40700")]

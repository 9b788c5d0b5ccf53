"""Files that hold a secret, as they may turn out to be."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from contracts.problem import Refused
from pay_linkage.cli.options import LONGEST_SECRET, secret_of

USABLE: Mapping[str, bytes] = {
    "a line": "正确的马 battery".encode(),
    "a line with its end": "正确的马 battery\n".encode(),
    "a line of Windows": "\ufeff正确的马 battery\r\n".encode(),
}
UNUSABLE: Mapping[str, bytes] = {
    "nothing": b"",
    "an empty line": b"\n",
    "two lines": b"correct horse\nbattery staple\n",
    "another encoding": "正确的马".encode("gb18030"),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "zero bytes": bytes(40),
    "too much": b"x" * (LONGEST_SECRET + 1),
}


@pytest.mark.parametrize("name", USABLE)
def test_a_line_is_a_secret(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(USABLE[name])
    assert secret_of(tmp_path / "secret") == "正确的马 battery"


def test_a_pipe_of_the_shell_may_hold_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "secret")
    writer = threading.Thread(target=(tmp_path / "secret").write_text, args=("correct horse\n",))
    writer.start()
    assert secret_of(tmp_path / "secret") == "correct horse"
    writer.join()


def unusable(path: Path) -> None:
    with pytest.raises(Refused) as refused:
        secret_of(path)
    assert [(problem.code, problem.value) for problem in refused.value.problems] == [("secret_file_unusable", None)]


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_is_no_line_of_text_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(UNUSABLE[name])
    unusable(tmp_path / "secret")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/proc/self/mem", "/"])
def test_what_is_no_file_is_refused(path: str) -> None:
    unusable(Path(path))

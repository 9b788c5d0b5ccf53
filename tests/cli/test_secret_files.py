"""Files that hold a secret, as they may turn out to be."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from contracts.problem import LANGUAGES, Refused
from pay_linkage.cli.language import choose
from pay_linkage.cli.options import secret_of
from pay_linkage.confinement.secret_file import LONGEST_SECRET

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


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "others than its owner can read"), ("zh", "其他用户也可读取")], ids=LANGUAGES
)
def test_a_file_that_others_can_read_is_warned_of_and_taken(
    lang: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "my secret"
    file.write_bytes(b"correct horse\n")
    choose([f"--lang={lang}"], {})
    monkeypatch.chdir(tmp_path)
    warned = {}
    for mode in (0o600, 0o400, 0o640, 0o604):
        file.chmod(mode)
        assert secret_of(Path(file.name)) == "correct horse"
        told = capsys.readouterr()
        assert told.out == ""
        warned[mode] = told.err
    choose(["--lang=en"], {})
    assert (warned[0o600], warned[0o400]) == ("", "")
    for mode in (0o640, 0o604):
        assert words in warned[mode]
        assert "chmod 600 'my secret'" in warned[mode]
        assert "horse" not in warned[mode]


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


@pytest.mark.parametrize(
    ("piped", "status", "told"),
    [("", 2, "没有可供输入的终端"), ("correct horse battery\n", 0, "李")],
)
def test_without_a_terminal_the_secret_comes_through_a_pipe_or_a_file_is_asked_for(
    piped: str, status: int, told: str, tmp_path: Path
) -> None:
    program = [sys.executable, "-c", "from pay_linkage.cli import main; main()"]
    asked = [*program, "approvers", "add", "李", "--handle", "li", "--store", str(tmp_path), "--lang", "zh"]
    done = subprocess.run(asked, input=piped, capture_output=True, text=True, check=False, start_new_session=True)
    assert done.returncode == status
    assert told in done.stdout + done.stderr
    assert "Warning" not in done.stderr

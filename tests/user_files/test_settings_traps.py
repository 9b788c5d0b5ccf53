"""The settings file means one thing, or is refused in a sentence with its line (promise 18): TOML, not YAML.

TOML itself defines ``1_000`` and ``0x3C`` as one number each, so they are read; the rest below it or we refuse.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from contracts.problem import LANGUAGES, Refused
from pay_linkage.settings import FILE, VARIABLE, told_settings

SOUND = 'store = "made up"\nledger_wait_seconds = 60\n[serve]\nzone = "UTC"\n'
NUMBERS = (
    "1:30",
    "010",
    "1e3",
    "6.0",
    "nan",
    "inf",
    "-inf",
    "true",
    "2018-01-01",
    "12:00:00",
    '"60"',
    "[60]",
    "{a = 60}",
)
TEXTS = (
    "yes",
    "true",
    "60",
    "2018-01-01",
    "2018-01-01T00:00:00Z",
    '""',
    "[]",
    '["made up"]',
    "{a = 1}",
    "&a",
    "!x",
    "~",
    "",
)
FILES: Mapping[str, str | bytes] = {
    "a key twice": SOUND.replace("[serve]", 'store = "other"\n[serve]'),
    "a key twice, quoted": SOUND.replace("[serve]", '"store" = "other"\n[serve]'),
    "a table twice": f'{SOUND}[serve]\ninputs = "x"\n',
    "an unknown key": f"{SOUND}sauce = 1\n",
    "an unknown table": f"{SOUND}[sauce]\na = 1\n",
    "a table for a value": SOUND.replace('store = "made up"', "[store]\na = 1"),
    "a value for a table": SOUND.replace('[serve]\nzone = "UTC"', "serve = 1"),
    "a NUL": SOUND.replace("made up", "made\0up"),
    "an open text": SOUND.replace('up"', "up"),
    "no encoding": SOUND.encode().replace(b"made up", b"\xff\xfe"),
    "GB18030": SOUND.replace("made up", "拟定").encode("gb18030"),
    "UTF-16": SOUND.encode("utf-16"),
    "YAML": "store: made up\n",
    "a number of many digits": SOUND.replace("60", "6" * 200_000),
    "lists within lists": "store = " + "[" * 100_000,
    "tables within tables": "[" + "a." * 50_000 + "a]\n",
    "10 MB of brackets": b"[" * 10 * 1024 * 1024,
}  # fmt: skip


def refused(folder: Path, **environment: str) -> None:
    """The settings are refused soon, each problem in sentences."""
    started = time.process_time()
    with pytest.raises(Refused) as refusal:
        told_settings(environment, folder)
    assert time.process_time() - started < 5
    for problem in refusal.value.problems:
        told = [problem.text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES]
        assert all(0 < len(text) < 1200 for text in told), told
        assert problem.place.file.endswith(".toml")


def test_the_sound_file_is_read_with_and_without_a_mark(tmp_path: Path) -> None:
    for data in (SOUND.encode(), b"\xef\xbb\xbf" + SOUND.encode(), SOUND.replace("60", "0x3C").encode()):
        (tmp_path / FILE).write_bytes(data)
        assert {one.value for one in told_settings({}, tmp_path)} >= {"made up", 60, "UTC"}


@pytest.mark.parametrize(
    ("old", "value"), [*(("60", value) for value in NUMBERS), *(('"made up"', value) for value in TEXTS)]
)
def test_a_value_of_another_kind_is_refused(old: str, value: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(SOUND.replace(old, value), "utf-8")
    refused(tmp_path)


@pytest.mark.parametrize("trap", FILES)
def test_a_file_that_means_nothing_certain_is_refused(trap: str, tmp_path: Path) -> None:
    content = FILES[trap]
    (tmp_path / FILE).write_bytes(content if isinstance(content, bytes) else content.encode())
    refused(tmp_path)


def _link(path: Path) -> None:
    (path.parent / "real.toml").write_text(SOUND)
    path.symlink_to(path.parent / "real.toml")


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, _link, lambda path: path.symlink_to(path)])
def test_what_is_no_plain_file_is_refused_wherever_it_is_named(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / FILE)
    refused(tmp_path)
    refused(tmp_path / "elsewhere", **{VARIABLE: str(tmp_path / FILE)})

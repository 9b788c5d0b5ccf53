"""Every file of rules that a user writes means one thing, or is refused in a sentence with its place (promise 18)."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from contracts.problem import LANGUAGES, Problem, Refused
from tests.user_files.kinds import KINDS, Kind
from tests.user_files.traps import traps

SECONDS = 5
"""Of processor time, for the slowest of them."""


def refused(kind: Kind, path: Path) -> tuple[Problem, ...]:
    """The problems of the file, each of which says what, where and how to mend it; in bounded time."""
    started = time.process_time()
    with pytest.raises(Refused) as refusal:
        kind.read(path)
    assert time.process_time() - started < SECONDS
    for problem in refusal.value.problems:
        for lang in LANGUAGES:
            told = [problem.text(part, lang) for part in ("what", "expected", "mend")]
            assert all(told)
            assert all(len(text) < 600 and "\0" not in text for text in told), told
    return refusal.value.problems


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.mark.parametrize("name", KINDS)
def test_the_sound_file_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / KINDS[name].name
    for data in (KINDS[name].sound.encode(), b"\xef\xbb\xbf" + KINDS[name].sound.replace("\n", "\r\n").encode()):
        path.write_bytes(data)
        assert KINDS[name].read(path)


@pytest.mark.parametrize(("name", "trap"), [(name, trap) for name in KINDS for trap in traps(KINDS[name])])
def test_a_trap_is_refused(name: str, trap: str, folder: Path) -> None:
    kind = KINDS[name]
    content = traps(kind)[trap](kind)
    path = folder / kind.name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    problems = refused(kind, path)
    assert {problem.place.file for problem in problems} == {kind.name}
    assert all(problem.place.row or problem.place.cell or "too_large" in problem.code for problem in problems)


def _pipe(folder: Path, _: str) -> Path:
    os.mkfifo(folder / "file.yaml")
    return folder / "file.yaml"


def _folder(folder: Path, _: str) -> Path:
    (folder / "file.yaml").mkdir()
    return folder / "file.yaml"


def _link(folder: Path, sound: str) -> Path:
    (folder / "real.yaml").write_text(sound, "utf-8")
    (folder / "file.yaml").symlink_to(folder / "real.yaml")
    return folder / "file.yaml"


def _ring(folder: Path, _: str) -> Path:
    (folder / "file.yaml").symlink_to(folder / "file.yaml")
    return folder / "file.yaml"


def _unreadable_name(folder: Path, sound: str) -> Path:
    path = folder / os.fsdecode(b"\xff\xfe.yaml")
    path.write_text(f"{sound}sauce: x\n", "utf-8")
    return path


PLACES: Mapping[str, Callable[[Path, str], Path]] = {
    "nothing": lambda folder, _: folder / "file.yaml",
    "a folder": _folder,
    "a link": _link,
    "a link to itself": _ring,
    "a pipe": _pipe,
    "a device without end": lambda *_: Path("/dev/zero"),
    "a device without content": lambda *_: Path("/dev/null"),
    "a file of the kernel's": lambda *_: Path("/proc/self/mem"),
    "a name with a zero byte": lambda folder, _: folder / "a\0.yaml",
    "a name that is too long": lambda folder, _: folder / ("a" * 5000),
    "a name of no encoding": _unreadable_name,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", KINDS)
def test_what_is_no_plain_file_is_refused(name: str, place: str, tmp_path: Path) -> None:
    kind = KINDS[name]
    for problem in refused(kind, PLACES[place](tmp_path, kind.sound)):
        for lang in LANGUAGES:
            assert str(problem.as_record(lang)).encode()

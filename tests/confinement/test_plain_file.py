"""Files that people name are read only where they are files: no pipe keeps a command waiting, no device fills it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from contracts.problem import LANGUAGES, Problem, Refused
from pay_linkage.confinement.plain_file import plain_bytes
from pay_linkage.layouts import load_layout
from pay_linkage.mappings.reading import mapping_bytes
from pay_linkage.province.reading import read_province
from pay_linkage.safekeeping.folder import CONTENT, checked_files
from pay_linkage.scenarios.scenarios_file import scenarios_file
from pay_linkage.schemes import load_scheme
from pay_linkage.settings.file import found_in

READERS: Mapping[str, Callable[[Path], object]] = {
    "a scheme": load_scheme,
    "a layout": lambda path: load_layout(str(path)),
    "a mapping": mapping_bytes,
    "a province": lambda path: read_province(path, "test"),
    "scenarios": scenarios_file,
    "settings": found_in,
}


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "x.yaml")
    return folder / "x.yaml"


def link(folder: Path) -> Path:
    (folder / "real.yaml").write_text("a: b")
    (folder / "link.yaml").symlink_to(folder / "real.yaml")
    return folder / "link.yaml"


ODD: Mapping[str, Callable[[Path], Path]] = {
    "a pipe": pipe,
    "a link": link,
    "a device without end": lambda _: Path("/dev/zero"),
    "a folder": lambda folder: folder,
    "nothing": lambda folder: folder / "none.yaml",
    "a name with a zero byte": lambda folder: folder / "a\0.yaml",
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_file_is_refused_in_words_by(reader: str, odd: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        READERS[reader](ODD[odd](tmp_path))
    told(refused.value.problems)


def told(problems: tuple[Problem, ...]) -> None:
    assert problems
    for problem in problems:
        assert all(problem.text(part, lang) for part in ("what", "mend") for lang in LANGUAGES)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("content", ["[" * 200_000, "[]", '{"format": 1, "files": {"../x": ""}}', ""])
def test_a_backup_whose_list_is_odd_is_none(content: str, tmp_path: Path) -> None:
    (tmp_path / CONTENT).write_text(content)
    with pytest.raises(Refused) as refused:
        checked_files(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["backup_none"]


@pytest.mark.timeout(20)
def test_a_backup_whose_list_is_a_pipe_is_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / CONTENT)
    with pytest.raises(Refused):
        checked_files(tmp_path)


def test_a_file_is_read_as_far_as_asked(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert (plain_bytes(tmp_path / "a"), plain_bytes(tmp_path / "a", 2)) == (b"abc", b"ab")

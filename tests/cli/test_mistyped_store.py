"""A store that is not there is told as such; none is made in its place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pay_linkage.cli import main

SECRET = "--secret-file secret"
ASKING = (
    "verify",
    "backup kept",
    "runs",
    "runs --json",
    "show 2018-000000000000",
    "history 000001",
    "gate 2018-000000000000",
    "publish 2018-000000000000",
    "export 2018-000000000000 --layout wage-sheet",
    "forget --before 2020 --reason old --yes",
    "approvers list",
    "approvers retire wang",
    f"approve 2018-000000000000 --approver wang --reason sound {SECRET}",
    f"reject 2018-000000000000 --approver wang --reason unsound {SECRET}",
    "health",
    "health --only store",
    "health --only ledger",
)


def ended(words: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["pay-linkage", *words.split(), "--store", "mistyped", "--lang", "zh"])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret").write_text("correct horse battery")
    return tmp_path


@pytest.mark.parametrize("words", ASKING)
def test_whoever_asks_a_store_that_is_not_there_is_told_so(words, folder, capsys, monkeypatch) -> None:
    status, told = ended(words, monkeypatch), "".join(capsys.readouterr())
    assert (status, "mistyped 处没有存储目录" in told) == (2, True), told
    assert [path.name for path in folder.iterdir()] == ["secret"]


def test_approvers_may_be_registered_before_the_first_run(folder, capsys, monkeypatch) -> None:
    assert ended(f"approvers add 王芳 --handle wang {SECRET}", monkeypatch) == 0
    assert ended("approvers list", monkeypatch) == 0
    assert ended("runs", monkeypatch) == 0
    assert f"尚无运行结果：{folder / 'mistyped'}\n" in capsys.readouterr().out


def test_an_empty_folder_is_healthy_before_the_first_run(folder, monkeypatch) -> None:
    (folder / "mistyped").mkdir()
    assert ended("health --only store", monkeypatch) == 0

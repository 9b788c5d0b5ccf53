"""Inputs that come late: waited for, reminded of, left alone while somebody copies, and told in a sentence at last."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from contracts.problem import Refused
from flows import awaited_inputs
from flows.awaited_inputs import await_inputs, settled_since, state_of


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is told, with waits of hundredths of a second."""
    events: list[str] = []
    monkeypatch.setattr(awaited_inputs, "tell", lambda event, *_, **__: events.append(event))
    monkeypatch.setattr(awaited_inputs, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(awaited_inputs, "SETTLED", 0.3)
    return events


def test_inputs_that_are_there_are_taken_at_once(tmp_path: Path, told: list[str]) -> None:
    file = tmp_path / "tables.xlsx"
    file.write_bytes(b"x")
    os.utime(file, (1, 1))
    await_inputs(str(file), 60)
    assert told == []


def test_late_inputs_are_reminded_of_and_then_taken(tmp_path: Path, told: list[str]) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    coming = threading.Timer(0.2, lambda: (folder / "units.csv").write_text("unit_id\n"))
    coming.start()
    await_inputs(str(folder), 60)
    assert told == ["inputs-awaited"]
    assert state_of(folder), "an empty folder is no input"


def test_a_file_that_is_being_copied_is_left_alone_until_it_stands_still(tmp_path: Path, told: list[str]) -> None:
    file = tmp_path / "tables.xlsx"
    copied_until = time.monotonic() + 1.0

    def copy() -> None:
        while time.monotonic() < copied_until:
            with file.open("ab") as growing:
                growing.write(b"x")
            time.sleep(0.02)

    copying = threading.Thread(target=copy)
    copying.start()
    time.sleep(0.05)
    await_inputs(str(file), 60)
    assert time.monotonic() > copied_until
    copying.join()


def test_inputs_dated_in_the_future_are_taken_once_they_stand_still(tmp_path: Path, told: list[str]) -> None:
    file = tmp_path / "tables.xlsx"
    file.write_bytes(b"x")
    ahead = time.time() + 10_000
    os.utime(file, (ahead, ahead))
    assert settled_since(state_of(file)) < 0
    await_inputs(str(file), 60)


def test_inputs_that_never_come_are_told_in_a_sentence(tmp_path: Path, told: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        await_inputs(str(tmp_path / "nowhere"), 0)
    (problem,) = refused.value.problems
    assert problem.code == "inputs_not_there"
    assert "nowhere" in problem.place.file

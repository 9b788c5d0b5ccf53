"""Killed at any moment, a publisher has published all or nothing, and the next call finishes it (promises 6, 7)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from ledger_scene import approved, stored, with_approver

from pay_linkage.ledger import Ledger, paid, publications, unfinished, verify
from pay_linkage.ledger.publication_files import publication_files
from pay_linkage.runs import Store

KILLED = -9
RANDOM_KILLS = int(os.environ.get("LEDGER_KILLS", "40"))
"""Kills at random moments; promise 7 asks for 200."""


def amounts_of(number: int) -> dict[str, int]:
    """Everybody's entitlement by the run with this number: some rise, some fall, some leave, some come back."""
    return {f"p{person}": 100_000 + 7 * number * (person % 3 - 1) for person in range(6) if (number + person) % 4}


@pytest.fixture
def store(ledger: Ledger, tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def chain_of_runs(ledger: Ledger, store: Store, count: int) -> None:
    """Runs that descend from each other, all approved."""
    with_approver(ledger)
    parent = None
    for number in range(count):
        run = approved(ledger, stored(ledger, store, amounts_of(number), parent, name=f"run {number}"))
        parent = run.run_id


def outcomes(what: str, url: str, store: Store, count: int) -> list[list[int]]:
    """What ``publishers.py`` prints, a line each."""
    program = Path(__file__).with_name("publishers.py")
    command = [sys.executable, str(program), what, url, str(store.root), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [[int(word) for word in line.split()] for line in done.stdout.splitlines()]


def assert_whole(ledger: Ledger, store: Store) -> None:
    """Each run is published once, everybody has what the last one entitles to, files and ledger agree."""
    published = publications(ledger)
    assert [each.sequence for each in published] == list(range(1, len(published) + 1))
    assert unfinished(ledger) == []
    for each in published:
        folder = store.root / "publications" / f"{each.sequence:04d}-{each.run_id}"
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == publication_files(ledger, each.sequence)
    due = {person: cents for person, cents in amounts_of(len(published) - 1).items() if cents}
    assert dict(paid(ledger, 2018).filter(pl.col("paid_cents") != 0).iter_rows()) == due
    store.clean()
    assert verify(store, ledger) == []


@pytest.mark.timeout(1800)
def test_killed_at_every_step_and_again_while_finishing(ledger: Ledger, ledger_url: str, store: Store) -> None:
    chain_of_runs(ledger, store, 110)
    statuses = outcomes("kill", ledger_url, store, 110)
    assert len(statuses) > 60
    assert [first for first, _, _ in statuses] == [KILLED] * (len(statuses) - 1) + [0]
    assert sum(second == KILLED for _, second, _ in statuses) > len(statuses) / 3
    assert {finished for _, _, finished in statuses} == {0}
    assert len(publications(ledger)) == len(statuses)
    assert_whole(ledger, store)


@pytest.mark.timeout(1800)
def test_killed_at_random_moments(ledger: Ledger, ledger_url: str, store: Store) -> None:
    chain_of_runs(ledger, store, RANDOM_KILLS)
    statuses = outcomes("random", ledger_url, store, RANDOM_KILLS)
    assert [status for (status,) in statuses[:-1]].count(KILLED) > RANDOM_KILLS / 2
    assert statuses[-1] == [0]
    assert len(publications(ledger)) == RANDOM_KILLS
    assert_whole(ledger, store)

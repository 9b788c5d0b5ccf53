"""Many publishers at once: everything once, nothing lost, on both databases (promise 5)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ledger_scene import approved, recorded, with_approver
from publishers import PROCESSES

from pay_linkage.ledger import Ledger, events, paid, publications, runs, verify
from pay_linkage.runs import Store

PERIODS = int(os.environ.get("LEDGER_PERIODS", "12"))
"""Cycles over which the publishers race; promise 5 asks for 1,000."""


def told(what: str, url: str, store: Path, count: int) -> list[str]:
    """The lines that ``publishers.py`` prints; what its processes complained of is shown where a test fails."""
    program = Path(__file__).with_name("publishers.py")
    command = [sys.executable, str(program), what, url, str(store), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(done.stderr)
    return done.stdout.splitlines()


@pytest.mark.timeout(3600)
def test_sixteen_publishers_of_rival_runs_publish_each_cycle_once(
    ledger: Ledger, ledger_url: str, tmp_path: Path
) -> None:
    with_approver(ledger)
    for cycle in range(1, PERIODS + 1):
        for rival, cents in (("a", 100), ("b", 200)):
            approved(ledger, recorded(ledger, f"{cycle}-{rival}", {"p": cents - 1, "q": 1}, cycle=cycle))
    *outcomes, statuses = told("race", ledger_url, tmp_path, PERIODS)
    assert statuses.split() == ["0"] * PROCESSES
    published = {each.cycle: each for each in publications(ledger)}
    assert sorted(published) == list(range(1, PERIODS + 1))
    assert len(publications(ledger)) == PERIODS
    for outcome in map(json.loads, outcomes):
        for cycle, what in outcome.items():
            winner = published[int(cycle)]
            assert what in ([winner.run_id, winner.sequence], ["publication_not_descended"])
    for cycle, winner in published.items():
        assert (
            paid(ledger, cycle)["paid_cents"].sum() == winner.sum_cents == (100 if winner.run_id.endswith("a") else 200)
        )
    assert_nothing_lost(ledger, tmp_path)


def assert_nothing_lost(ledger: Ledger, tmp_path: Path) -> None:
    """Every run that a process entered is there, every act once in the log, and the chain holds."""
    assert len(runs(ledger)) == PERIODS * 3
    actions = [event.action for event in events(ledger)]
    assert actions.count("run_recorded") == len(runs(ledger))
    assert actions.count("run_published") == PERIODS
    codes = {finding.code for finding in verify(Store(tmp_path / "store"), ledger)}
    assert codes == {"verify_run_missing"}  # these runs have no folders; log, rows and money are sound


def test_an_empty_database_opened_by_many_at_once_is_made_once(ledger_url: str, tmp_path: Path) -> None:
    assert told("open", ledger_url, tmp_path, 12) == [" ".join(["0"] * 12)]
    assert events(Ledger.open(ledger_url)) == []

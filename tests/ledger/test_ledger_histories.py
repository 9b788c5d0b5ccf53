"""Random histories of runs, decisions and publications: everybody has been paid what the last one gives (promise 9)."""

from __future__ import annotations

import os
from itertools import count
from typing import Any

import polars as pl
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, multiple, rule, run_state_machine_as_test
from ledger_scene import APPROVER, SECRET, approved, published, recorded, with_approver

from contracts.problem import Refused
from pay_linkage.ledger import (
    Ledger,
    Publication,
    RunRecord,
    history,
    last_publication,
    paid,
    publication_frames,
    reject,
)

HISTORIES = int(os.environ.get("LEDGER_HISTORIES", "20"))
"""Random histories on each database; promise 9 asks for 5,000."""

AMOUNTS = st.dictionaries(
    st.sampled_from([f"人员{number}" for number in range(5)]), st.one_of(st.integers(0, 3), st.integers(0, 10**9))
)
CYCLES = count(1)


class History(RuleBasedStateMachine):
    """One cycle of the ledger, beside a model of it in plain dictionaries."""

    ledger: Ledger
    runs = Bundle("runs")

    def __init__(self) -> None:
        super().__init__()
        self.cycle = next(CYCLES)
        self.amounts: dict[str, dict[str, int]] = {}
        self.ancestors: dict[str, set[str]] = {}
        self.approved: set[str] = set()
        self.publications: dict[str, Publication] = {}
        self.last: str | None = None

    @rule(target=runs, amounts=AMOUNTS)
    def year_end(self, amounts: dict[str, int]) -> RunRecord:
        return self._record(amounts, None)

    @rule(target=runs, parent=runs, amounts=AMOUNTS)
    def appeal(self, parent: RunRecord, amounts: dict[str, int]) -> RunRecord:
        return self._record(amounts, parent.run_id)

    @rule(target=runs, parent=runs, like=runs)
    def appeal_withdrawn(self, parent: RunRecord, like: RunRecord) -> RunRecord:
        return self._record(self.amounts[like.run_id], parent.run_id)

    @rule(target=runs, amounts=AMOUNTS)
    def appeal_published(self, amounts: dict[str, int]) -> RunRecord:
        return self._published_at_once(amounts)

    @rule(target=runs, like=runs)
    def appeal_withdrawn_and_published(self, like: RunRecord) -> RunRecord:
        return self._published_at_once(self.amounts[like.run_id])

    def _published_at_once(self, amounts: dict[str, int]) -> RunRecord:
        run = self._record(amounts, self.last)
        self.approve(run)
        self.publish(run, force=False)
        assert self.last == run.run_id
        return run

    def _record(self, amounts: dict[str, int], parent: str | None) -> RunRecord:
        run_id = f"{self.cycle}-{len(self.amounts)}"
        self.amounts[run_id] = amounts
        self.ancestors[run_id] = {run_id} | (self.ancestors[parent] if parent else set())
        return recorded(self.ledger, run_id, amounts, parent, cycle=self.cycle)

    @rule(run=runs)
    def approve(self, run: RunRecord) -> None:
        if run.run_id not in self.publications:
            approved(self.ledger, run)
            self.approved.add(run.run_id)

    @rule(run=runs)
    def reject(self, run: RunRecord) -> None:
        if run.run_id not in self.publications:
            reject(self.ledger, run.run_id, run.content_hash, APPROVER, SECRET, "有误")
            self.approved.discard(run.run_id)

    @rule(target=runs, run=runs, force=st.booleans())
    def publish(self, run: RunRecord, force: bool) -> Any:
        was = self.publications.get(run.run_id)
        try:
            now = published(self.ledger, run, self.amounts[run.run_id], "上级要求" if force else None)
        except Refused:
            assert not self._may_be_published(run.run_id, force)
            return multiple()
        assert was == now if was else self._may_be_published(run.run_id, force)
        if was is None:
            self._check_difference(now)
            self.publications[run.run_id], self.last = now, run.run_id
            self._check_paid()
        return multiple()

    def _may_be_published(self, run_id: str, force: bool) -> bool:
        descends = self.last is None or self.last in self.ancestors[run_id]
        return run_id in self.publications or (run_id in self.approved and (descends or force))

    def _check_difference(self, now: Publication) -> None:
        """What goes to payroll is the difference between two runs' totals, in positive amounts."""
        before = sum(self.amounts[self.last].values()) if self.last else 0
        assert now.sum_cents == sum(self.amounts[now.run_id].values()) - before
        frames = publication_frames(self.ledger, now.sequence)
        if frames.supplement is None or frames.recovery is None:
            assert (now.kind, self.last) == ("full", None)
            return
        assert (frames.supplement["amount_cents"] > 0).all()
        assert (frames.recovery["amount_cents"] > 0).all()
        assert frames.supplement["amount_cents"].sum() - frames.recovery["amount_cents"].sum() == now.sum_cents

    def _check_paid(self) -> None:
        """Everybody has what the last publication gives."""
        due = self.amounts[self.last] if self.last else {}
        got = dict(paid(self.ledger, self.cycle).filter(pl.col("paid_cents") != 0).iter_rows())
        assert got == {person: cents for person, cents in due.items() if cents}

    def teardown(self) -> None:
        self._check_paid()
        last = last_publication(self.ledger, self.cycle)
        assert last == (self.publications[self.last] if self.last else None)
        due = self.amounts[self.last] if self.last else {}
        for person in {person for amounts in self.amounts.values() for person in amounts}:
            lines = [line for line in history(self.ledger, person) if line.cycle == self.cycle]
            assert sum(line.difference_cents for line in lines) == due.get(person, 0)


def test_random_histories_pay_what_the_last_publication_gives(ledger: Ledger) -> None:
    History.ledger = with_approver(ledger)
    run_state_machine_as_test(
        History,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=20,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )

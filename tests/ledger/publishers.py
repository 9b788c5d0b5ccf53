"""Publishers in processes of their own: ``publishers.py kill|random|race|open URL STORE COUNT``.

They are forked before Polars has started its threads, so that hundreds of them start quickly. Each prints, a line
each, what became of them; the tests look at what they left behind.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from ledger_scene import MAKER, entitlements, recorded
from sqlalchemy import event
from sqlalchemy.engine import Engine

from contracts.problem import Refused
from pay_linkage.ledger import Ledger, publish, publish_stored_run, runs, sqlite
from pay_linkage.runs import Store, durable

PROCESSES = 16
WAIT = timedelta(minutes=10)
"""For the lock and for each other: the machine may be busy with something else."""
SEED = 20181231
WRITING = multiprocessing.Lock()
"""Held while a process writes its line, for all of them write to one pipe."""


def tell(outcome: object) -> None:
    """Print a line, whole."""
    with WRITING:
        print(json.dumps(outcome), flush=True)


class Steps:
    """Every statement, commit and call to the operating system, numbered from 1: at ``last`` the process is killed."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.done = 0

    def take(self, *_: Any) -> None:
        self.done += 1
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def __getattr__(self, name: str) -> Any:
        """What stands in for ``os``: a step before each call."""
        real = getattr(os, name)

        def call(*arguments: Any, **options: Any) -> Any:
            self.take()
            return real(*arguments, **options)

        return call if callable(real) and not isinstance(real, type) else real


def stepping(last: int) -> None:
    """From now on this process takes numbered steps."""
    steps = Steps(last)
    for happening in ("begin", "before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, happening, steps.take)
    durable.os = sqlite.os = steps  # type: ignore[assignment]


def forked(job: Callable[..., object], *arguments: object) -> int:
    """A child process that does the job and ends with status 0, or 1 where it raises."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        job(*arguments)
        status = 0
    except Exception:  # noqa: BLE001 - the child ends here; its status and this say why
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)


def ended(child: int) -> int:
    """The child's exit status, or the negative number of the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def publish_one(url: str, store: Path, run_id: str, last: int = 0) -> None:
    """Publish a stored run and write its files, killed at step ``last``."""
    ledger = Ledger.open(url)
    stepping(last)
    publish_stored_run(ledger, Store(store), run_id, MAKER)


def kill(url: str, store: Path, count: int) -> None:
    """Publish one run after the other, the first killed at step 1, the second at step 2, … until one is through.

    Whoever finishes after it is killed too, somewhere on the way; the third finishes.
    """
    for step, run in enumerate(runs(Ledger.open(url))[:count], start=1):
        first = ended(forked(publish_one, url, store, run.run_id, step))
        second = ended(forked(publish_one, url, store, run.run_id, step * 37 % 60 + 1))
        print(first, second, ended(forked(publish_one, url, store, run.run_id)), flush=True)
        if first == 0:
            return


def publish_all(url: str, store: Path) -> None:
    """Publish all runs, oldest first; those that are published are found."""
    ledger = Ledger.open(url)
    for run in runs(ledger):
        publish_stored_run(ledger, Store(store), run.run_id, MAKER)


def at_random(url: str, store: Path, count: int) -> None:
    """Publish all runs over and over, killed at random moments ``count`` times; then once to the end."""
    moments = random.Random(SEED)
    for _ in range(count):
        child = forked(publish_all, url, store)
        time.sleep(moments.uniform(0, 0.4))
        os.kill(child, signal.SIGKILL)
        print(ended(child), flush=True)
    print(ended(forked(publish_all, url, store)), flush=True)


def publish_rivals(url: str, cycles: range, number: int, together: Barrier) -> None:
    """One publisher of many: a rival run of each cycle, all at the same moment; and now and then enters a run."""
    ledger, choices = Ledger.open(url, WAIT), random.Random(SEED + number)
    outcomes: dict[int, object] = {}
    known = {run.run_id: run for run in runs(ledger)}
    for cycle in cycles:
        run = known[f"{cycle}-{choices.choice('ab')}"]
        amounts = entitlements({"p": run.amount_cents - 1, "q": 1})
        together.wait(WAIT.total_seconds())
        if cycle % PROCESSES == number:
            recorded(ledger, f"{cycle}-{number}", {"p": number}, cycle=cycle)
        try:
            outcomes[cycle] = [run.run_id, publish(ledger, run.run_id, run.content_hash, amounts, MAKER).sequence]
        except Refused as refusal:
            outcomes[cycle] = [problem.code for problem in refusal.problems]
    tell(outcomes)


def race(url: str, _: Path, count: int) -> None:
    """Sixteen publishers at once, cycle after cycle from 1 to ``count``; prints what each was told."""
    cycles, together = range(1, count + 1), multiprocessing.Barrier(PROCESSES)

    def rival(number: int) -> None:
        try:
            publish_rivals(url, cycles, number, together)
        except Exception:
            together.abort()  # else the others would wait for this one
            raise

    publishers = [forked(rival, number) for number in range(PROCESSES)]
    print(*(ended(publisher) for publisher in publishers))


def open_at_once(url: str, _: Path, count: int) -> None:
    """Several open an empty database at the same moment; prints how each ended."""
    together = multiprocessing.Barrier(count)

    def opener() -> None:
        together.wait(WAIT.total_seconds())
        Ledger.open(url)

    openers = [forked(opener) for _ in range(count)]
    print(*(ended(opener) for opener in openers))


if __name__ == "__main__":
    modes = {"kill": kill, "random": at_random, "race": race, "open": open_at_once}
    modes[sys.argv[1]](sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))

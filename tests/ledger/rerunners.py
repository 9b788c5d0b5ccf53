"""Appeals at once, each in a process of its own: ``rerunners.py URL STORE RUN FILES`` (a folder of corrections files).

Each process reruns the run by its file, has the new run approved and tries to publish it; it prints the new run's id
and the publication's number, or why it was refused. Forked before Polars has started its threads.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path

import pandera.polars  # noqa: F401 - takes seconds, and each process would do it by itself
from ledger_scene import APPROVER, MAKER, SECRET
from publishers import ended, forked, tell

from contracts.problem import Refused
from pay_linkage import rerun
from pay_linkage.bookkeeping import last_published, record_lineage
from pay_linkage.ledger import Ledger, approve, publish_stored_run
from pay_linkage.ledger import secret as approver_secret
from pay_linkage.runs import Store, stored_run
from pay_linkage.year_end import Measured

CYCLE = 2018
WAIT = timedelta(minutes=20)
"""For the lock: there may be more processes than the machine has time for."""
SHARED = 4
"""So many processes besides rerun by the first file, too."""


def appeal(url: str, root: Path, run_id: str, file: Path, moment: float) -> None:
    """Rerun, enter, approve, publish; all processes begin at the moment (monotonic seconds)."""
    approver_secret.SCRYPT_COST = 16
    rerun.with_rerun_report = lambda content, *_: content  # the page is not looked at, and takes half of the time
    ledger, store = Ledger.open(url, WAIT), Store(root)
    time.sleep(max(0, moment - time.monotonic()))
    order = rerun.RerunOrder(run_id, str(file), str(root), "申诉", MAKER)
    made = stored_run(rerun.rerun(order, Measured(), lambda: last_published(ledger, CYCLE)))
    record_lineage(ledger, store, made.manifest.run_id)
    try:
        approve(ledger, made.manifest.run_id, made.manifest.content_hash, APPROVER, SECRET, "同意")
        told: object = publish_stored_run(ledger, store, made.manifest.run_id, MAKER)[0].sequence
    except Refused as refusal:
        told = [problem.code for problem in refusal.problems]
    tell([made.manifest.run_id, told])


def main(url: str, root: Path, run_id: str, folder: Path) -> None:
    """All at once; the last line tells how each process ended."""
    files = sorted(folder.iterdir())
    moment = time.monotonic() + 1
    asked = [*files, *[files[0]] * SHARED]
    children = [forked(appeal, url, root, run_id, file, moment) for file in asked]
    print(*(ended(child) for child in children))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))

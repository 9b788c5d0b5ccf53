"""The flow ``publish``: hand an approved run's money to payroll, exactly once.

Approval stands between two idempotent stages: entering the run into the ledger, and publishing it. A flow that finds no
approval suspends itself; when somebody has approved in the ledger (``pay-linkage approve``) and resumes the flow, it
starts again from the top and finds its first stage done. Resuming proves nothing: only the ledger's approval counts,
and its secret never passes through Prefect.
"""

from __future__ import annotations

from pathlib import Path

from flows.steps import as_task  # isort: skip  (sets Prefect before it is imported)
from prefect import flow
from prefect.flow_runs import suspend_flow_run

from flows import forms
from flows.alone import alone
from flows.deployed import is_deployed
from flows.kept import kept
from flows.started_again import start_again
from flows.told import tell, told
from pay_linkage.bookkeeping import record_lineage
from pay_linkage.confinement.secret_file import secret_line
from pay_linkage.ledger import Ledger, approval_in_force
from pay_linkage.publication import Password, publish_run
from pay_linkage.runs import Store
from pay_linkage.settings import settled

DAY = 24 * 3600
"""Seconds."""


@flow(name="publish", persist_result=False, log_prints=False, on_crashed=[start_again])
def publish_flow(
    run: forms.RunId,
    store: forms.StorePath = None,
    by: forms.By = "prefect",
    force_reason: forms.ForceReason = None,
    password_file: forms.PasswordFile = None,
) -> int:
    """Publish the run once it is approved; gives the publication's sequence number.

    ``password_file`` holds the password of encrypted exports: its path passes through Prefect, the password does not.
    """
    place, books = kept(store)
    runs = Store(place)
    with told("publish", place):
        run_id = runs.open(run).manifest.run_id
        with alone(place):
            as_task(record_lineage, books, runs, run_id)
        await_approval(books, run_id)
        with alone(place):
            publication, _ = as_task(publish_run, books, runs, run_id, by, force_reason, _password(password_file))
    tell("published", "run", run_id, sequence=str(publication.sequence))
    return publication.sequence


def _password(file: str | None) -> Password | None:
    """What gives the password of encrypted exports, asked only where there are some."""
    return None if file is None else lambda: secret_line(Path(file))


def await_approval(books: Ledger, run_id: str) -> None:
    """Suspend a deployed flow run until somebody resumes it, for as many days as the settings say, where the ledger
    holds no approval.
    """
    if approval_in_force(books, run_id) is None and is_deployed():
        tell("approval-needed", "run", run_id)
        suspend_flow_run(timeout=DAY * int(settled("serve.approval_days") or 0))

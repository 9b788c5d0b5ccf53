"""The flow ``publish``: hand an approved run's money to payroll, exactly once.

Approval stands between two idempotent stages: entering the run into the ledger, and publishing it. A flow that finds no
approval suspends itself; when somebody has approved in the ledger (``pay-linkage approve``) and resumes the flow, it
starts again from the top and finds its first stage done. Resuming proves nothing: only the ledger's approval counts,
and its secret never passes through Prefect.
"""

from __future__ import annotations

from flows.steps import as_task  # isort: skip  (sets Prefect before it is imported)
from prefect import flow
from prefect.context import FlowRunContext
from prefect.events import emit_event
from prefect.flow_runs import suspend_flow_run

from flows import forms
from pay_linkage.bookkeeping import opened_ledger, publish_run, record_lineage
from pay_linkage.ledger import approval_in_force
from pay_linkage.runs import Store

WAIT = 30 * 24 * 3600
"""Seconds for which a suspended flow waits for its approval."""


@flow(name="publish", persist_result=False, log_prints=False)
def publish_flow(
    run: forms.RunId,
    store: forms.StorePath = "store",
    by: forms.By = "prefect",
    force_reason: forms.ForceReason = None,
    ledger: forms.LedgerUrl = None,
) -> int:
    """Publish the run once it is approved; gives the publication's sequence number."""
    runs, books = Store(store), opened_ledger(store, ledger)
    run_id = runs.open(run).manifest.run_id
    as_task(record_lineage, books, runs, run_id)
    if approval_in_force(books, run_id) is None and is_deployed():
        emit_event("pay-linkage.approval-needed", resource={"prefect.resource.id": f"pay-linkage.run.{run_id}"})
        suspend_flow_run(timeout=WAIT)
    publication, _ = as_task(publish_run, books, runs, run_id, by, force_reason)
    emit_event("pay-linkage.published", resource={"prefect.resource.id": f"pay-linkage.run.{run_id}"})
    return publication.sequence


def is_deployed() -> bool:
    """Whether this flow run belongs to a deployment, which alone can start it again after it was suspended."""
    context = FlowRunContext.get()
    return bool(context and context.flow_run and context.flow_run.deployment_id)

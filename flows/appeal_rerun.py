"""The flow ``appeal-rerun``: a run's own inputs and a corrections file make a new run."""

from __future__ import annotations

from flows.steps import as_task, show_artifact  # isort: skip  (sets Prefect before it is imported)
from prefect import flow

from flows import forms
from pay_linkage.bookkeeping import last_published, opened_ledger, record_lineage
from pay_linkage.rerun import RerunOrder, rerun
from pay_linkage.runs import Store, stored_run
from pay_linkage.year_end import Measured


@flow(name="appeal-rerun", persist_result=False, log_prints=False)
def appeal_rerun_flow(
    run: forms.RunId,
    corrections: forms.Corrections,
    reason: forms.Reason,
    store: forms.StorePath = "store",
    by: forms.By = "prefect",
    ledger: forms.LedgerUrl = None,
) -> str:
    """Rerun and return the new run's id; the same corrections give the same run."""
    parent, books = Store(store).open(run).manifest, opened_ledger(store, ledger)
    order = RerunOrder(parent.run_id, corrections, store, reason, by)
    path = rerun(order, Measured(call=as_task), last_published(books, parent.cycle))
    as_task(record_lineage, books, Store(store), path.name)
    show_artifact("appeal-rerun", stored_run(path))
    return path.name

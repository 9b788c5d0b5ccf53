"""The flow ``appeal-rerun``: a run's own inputs and a corrections file make a new run."""

from __future__ import annotations

from flows.steps import Shown, show_artifact  # isort: skip  (sets Prefect before it is imported)
from prefect import flow

from flows import forms
from flows.alone import alone
from flows.kept import kept
from flows.started_again import start_again
from flows.told import told
from pay_linkage.bookkeeping import last_published, record_lineage
from pay_linkage.rerun import RerunOrder, rerun
from pay_linkage.runs import Store, stored_run
from pay_linkage.steps import RERUN_STEPS
from pay_linkage.year_end import Measured

STEPS = len(RERUN_STEPS) + 1
"""And the entry in the ledger."""


@flow(name="appeal-rerun", persist_result=False, log_prints=False, on_crashed=[start_again])
def appeal_rerun_flow(
    run: forms.RunId,
    corrections: forms.Corrections,
    reason: forms.Reason,
    store: forms.StorePath = None,
    by: forms.By = "prefect",
) -> str:
    """Rerun and return the new run's id; the same corrections give the same run."""
    place, books = kept(store)
    with told("appeal-rerun", place), alone(place):
        parent = Store(place).open(run).manifest
        record_lineage(books, Store(place), parent.run_id)
        order = RerunOrder(parent.run_id, corrections, place, reason, by)
        do = Shown("appeal-rerun", STEPS)
        path = rerun(order, Measured(call=do), lambda: last_published(books, parent.cycle))
        do(record_lineage, books, Store(place), path.name)
        show_artifact("appeal-rerun", stored_run(path))
    return path.name

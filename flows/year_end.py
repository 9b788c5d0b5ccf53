"""The flow ``year-end``: a cycle, from input tables to payroll files, and its entry in the ledger."""

from __future__ import annotations

from flows.steps import Shown, show_artifact  # isort: skip  (sets Prefect before it is imported)
from prefect import flow

from flows import forms
from flows.alone import alone
from flows.awaited_inputs import await_inputs
from flows.cycle_calendar import scheduled_cycle
from flows.kept import hand_down, kept
from flows.orchestrator import reached
from flows.started_again import start_again
from flows.told import told
from pay_linkage.bookkeeping import record_lineage
from pay_linkage.order import Order
from pay_linkage.runs import Folder, Store, stored_run
from pay_linkage.steps import YEAR_END_STEPS
from pay_linkage.year_end import Measured, year_end

STEPS = len(YEAR_END_STEPS) + 1
"""And the entry in the ledger."""


@flow(name="year-end", persist_result=False, log_prints=False, on_crashed=[start_again])
def year_end_flow(
    scheme: forms.Scheme,
    inputs: forms.Inputs,
    cycle: forms.OptionalCycle = None,
    store: forms.StorePath = None,
    by: forms.By = "prefect",
    reason: forms.Reason = "",
    wait_minutes: forms.WaitMinutes = 0,
    *,
    mapping: forms.OptionalMapping = None,
) -> str:
    """Run a cycle and return its run id; the store holds all that it made.

    Without a cycle it is the year for which the run was scheduled. The same inputs give the same run, so a schedule
    that fires twice, or a worker that dies and tries again, makes one.
    """
    year, (place, books) = cycle or scheduled_cycle(), kept(store)
    with told("year-end", place):
        await_inputs(inputs, wait_minutes)
        with alone(place):
            do = Shown("year-end", STEPS)
            path = year_end(Order(scheme, inputs, year, place, by, reason, mapping), Measured(call=do))
            do(record_lineage, books, Store(place), path.name)
            show_artifact("year-end", stored_run(path))
    return path.name


def run_in_prefect(order: Order, ledger: str | None) -> Folder:
    """Run the flow now, on the server of PREFECT_API_URL or on Prefect's embedded one; returns the run's folder.

    Raises ``OrchestratorFailure`` where Prefect does not answer.
    """
    reached()
    hand_down(store=order.store, ledger=ledger)
    run_id = year_end_flow(
        order.scheme, order.inputs, order.cycle, order.store, order.by, order.reason, mapping=order.mapping
    )
    return Store(order.store).open(run_id).path

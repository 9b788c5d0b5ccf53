"""The flow ``midyear-progress``: each unit's progress sheet (进度表) from what there is of the year; nobody is paid."""

from __future__ import annotations

from flows.steps import Shown  # isort: skip  (sets Prefect before it is imported)
from prefect import flow

from flows import forms
from flows.alone import alone
from flows.awaited_inputs import await_inputs
from flows.cycle_calendar import scheduled_cycle
from flows.kept import kept
from flows.started_again import start_again
from flows.told import language, tell, told
from pay_linkage.notices.sheet_files import progress_sheets


@flow(name="midyear-progress", persist_result=False, log_prints=False, on_crashed=[start_again])
def midyear_progress_flow(
    scheme: forms.Scheme,
    inputs: forms.Inputs,
    cycle: forms.OptionalCycle = None,
    store: forms.StorePath = None,
    wait_minutes: forms.WaitMinutes = 0,
) -> str:
    """Write the sheets into the store's folder ``progress`` and return their folder; the same inputs give the same."""
    year, (place, _) = cycle or scheduled_cycle(), kept(store)
    with told("midyear-progress", place):
        await_inputs(inputs, wait_minutes)
        with alone(place):
            folder = Shown("midyear-progress", 1)(progress_sheets, scheme, inputs, year, place, language())
    tell("progress-sheets", "store", place, folder=str(folder))
    return str(folder)

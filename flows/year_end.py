"""The flow ``year-end``: the steps of ``pay_linkage.year_end`` as Prefect tasks.

Prefect sees names, times and states, and at the end a table of grades and control totals. No frame and no person passes
through it: a task takes no arguments and its result is not kept.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from flows.quiet import set_quiet

set_quiet()

from prefect import flow, task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.artifacts import create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402

from pay_linkage.order import Order  # noqa: E402
from pay_linkage.runs import Store, StoredRun, stored_run  # noqa: E402
from pay_linkage.summary import control_totals, grade_counts  # noqa: E402
from pay_linkage.year_end import Measured, year_end  # noqa: E402

T = TypeVar("T")
TASKS = {
    "load": "load the scheme and the tables",
    "validate": "validate the tables",
    "assess_units": "assess the units",
    "fill_quotas": "fill the individual quotas",
    "link_pay": "link the pay",
    "write": "write the run",
}
RETRIED = frozenset({"load", "write"})
"""Steps that touch disks, where trying again can help; the others would only fail again."""


def is_worth_retrying(_task: object, _run: object, state: Any) -> bool:
    """Whether a failed step met an operating-system error, not a refused input."""
    return isinstance(state.data, OSError) or isinstance(getattr(state, "_exception", None), OSError)


def as_task(step: Callable[..., T], *args: object) -> T:
    """Run one step as a task that takes nothing and keeps nothing."""
    name = step.__name__
    retries = 2 if name in RETRIED else 0
    made = task(
        name=TASKS[name],
        retries=retries,
        retry_delay_seconds=1,
        retry_condition_fn=is_worth_retrying,
        cache_policy=NO_CACHE,
        persist_result=False,
    )(lambda: step(*args))
    result: T = made()
    return result


@flow(name="year-end", persist_result=False, log_prints=False)
def year_end_flow(scheme: str, inputs: str, cycle: int, store: str, by: str = "prefect", reason: str = "") -> str:
    """Run a cycle and return its run id; the store holds all that it made."""
    order = Order(scheme, inputs, cycle, store, by, reason)
    path = year_end(order, Measured(call=as_task))
    publish_artifact(stored_run(path))
    return path.name


def publish_artifact(run: StoredRun) -> None:
    """Show how many units got which grade, and the control totals; nobody's data."""
    rows = [*grade_counts(run), control_totals(run)]
    create_table_artifact(key=f"year-end-{run.manifest.cycle}", table=rows, description=f"Run {run.manifest.run_id}")


def run_in_prefect(order: Order) -> Path:
    """Run the flow now, on the server of PREFECT_API_URL or on Prefect's embedded one; returns the run's folder."""
    run_id = year_end_flow(order.scheme, order.inputs, order.cycle, order.store, order.by, order.reason)
    return Store(Path(order.store)).open(run_id).path

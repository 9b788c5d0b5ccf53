"""Steps of the product as Prefect tasks, and what Prefect is shown of a run.

A task takes no arguments and its result is not kept: neither frames nor people's data pass through Prefect.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flows.quiet import set_quiet

set_quiet()

from prefect import task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.artifacts import create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402

from pay_linkage.ledger import LedgerFailure  # noqa: E402
from pay_linkage.runs import StoredRun, StoreFailure  # noqa: E402
from pay_linkage.summary import control_totals, grade_counts  # noqa: E402

T = TypeVar("T")
TASKS = {
    "load": "load the scheme and the tables",
    "validate": "validate the tables",
    "assess_units": "assess the units",
    "fill_quotas": "fill the individual quotas",
    "link_pay": "link the pay",
    "write": "write the run",
    "correct": "apply the corrections",
    "hold_harmless": "hold harmless",
    "record_lineage": "enter the run into the ledger",
    "publish_run": "publish",
}
RETRIED = frozenset({"load", "correct", "write", "record_lineage", "publish_run"})
"""Steps that touch disks or the ledger, where trying again can help; the others would only fail again."""


def is_worth_retrying(_task: object, _run: object, state: Any) -> bool:
    """Whether a failed step met the operating system, the store or the ledger; a refused input stays refused."""
    return isinstance(state.data, OSError | StoreFailure | LedgerFailure)


def as_task(step: Callable[..., T], *args: object) -> T:
    """Run one step as a task that takes nothing and keeps nothing."""
    name = step.__name__
    made = task(
        name=TASKS[name],
        retries=2 if name in RETRIED else 0,
        retry_delay_seconds=1,
        retry_condition_fn=is_worth_retrying,
        cache_policy=NO_CACHE,
        persist_result=False,
    )(lambda: step(*args))
    result: T = made()
    return result


def show_artifact(kind: str, run: StoredRun) -> None:
    """Show how many units got which grade, and the control totals; nobody's data."""
    rows = [*grade_counts(run), control_totals(run)]
    create_table_artifact(key=f"{kind}-{run.manifest.cycle}", table=rows, description=f"Run {run.manifest.run_id}")
